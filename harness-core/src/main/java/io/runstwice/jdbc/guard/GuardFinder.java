package io.runstwice.jdbc.guard;

import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.SqlRules;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.sql.AdvisoryLockWords;
import io.runstwice.jdbc.sql.RowLockWords;
import io.runstwice.jdbc.state.Store;
import io.runstwice.jdbc.state.Touched;
import io.runstwice.world.Misuse;
import io.runstwice.world.Safeguard;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what a test calls a guard in an open database, and how it is taken away. */
public final class GuardFinder {

    /** Says whether an index may be dropped for a while. */
    public interface Permission {

        /** @throws Misuse if it may not */
        void toDrop(Connection connection, Unique index) throws SQLException;
    }

    private final AbsentGuard slot;
    private final HarnessSession session;
    private final GuardMutations mutations;
    private final SqlRules rules;
    private final Store store;
    private final Touched touched;
    private final Permission permission;

    /** @param slot where the taps look for the guard that is away */
    public GuardFinder(
            AbsentGuard slot,
            HarnessSession session,
            GuardMutations mutations,
            SqlRules rules,
            Store store,
            Touched touched,
            Permission permission) {
        this.slot = slot;
        this.session = session;
        this.mutations = mutations;
        this.rules = rules;
        this.store = store;
        this.touched = touched;
        this.permission = permission;
    }

    public GuardRemoval of(Safeguard guard) throws SQLException {
        return switch (guard.form()) {
            case ROW_LOCKS -> rowLocks();
            case ADVISORY_LOCKS -> advisoryLocks();
            case UNIQUE_INDEX -> index(guard.name());
            case DEDUP_CHECK -> rows(guard.name());
            case KEY, OWN -> throw new IllegalArgumentException("a database has no " + guard);
        };
    }

    private GuardRemoval rowLocks() {
        boolean backslashes = rules.hasBackslashes();
        return new AbsentWords(
                slot,
                sql -> RowLockWords.without(sql, backslashes),
                "no query of a delivery locked the rows that it read (FOR UPDATE and its kin)");
    }

    private GuardRemoval advisoryLocks() {
        if (!mutations.hasAdvisoryLocks()) {
            throw new Misuse(
                    "This database has no advisory locks that can be removed, as PostgreSQL has. Declare another guard");
        }
        return new AbsentWords(slot, AdvisoryLockWords::without, "no delivery called a function for advisory locks");
    }

    private GuardRemoval index(String name) throws SQLException {
        List<Unique> all = session.with(mutations::uniques).stream()
                .filter(unique -> store.catalog().relations().stream().anyMatch(unique::isOf))
                .toList();
        List<Unique> meant =
                all.stream().filter(unique -> unique.isCalled(name)).toList();
        if (meant.size() != 1) {
            throw new Misuse((meant.isEmpty() ? "Database has no unique index or constraint " : "Several are called ")
                    + name + ". It has " + (all.isEmpty() ? "none" : listed(all)) + ": correct the name");
        }
        Unique index = meant.get(0);
        session.with(connection -> {
            permission.toDrop(connection, index);
            return null;
        });
        Relation table = store.catalog().relations().stream()
                .filter(index::isOf)
                .findFirst()
                .orElseThrow();
        return new AbsentIndex(slot, session, index, table);
    }

    private static String listed(List<Unique> all) {
        return all.stream().map(unique -> unique.table() + "." + unique.name()).collect(Collectors.joining(", "));
    }

    private GuardRemoval rows(String name) {
        Relation table = store.catalog().relations().stream()
                .filter(relation -> relation.shown().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new Misuse("Database was told of a dedup check on " + name
                        + ", but watches no table of that name. It watches "
                        + store.catalog().relations().stream()
                                .map(Relation::shown)
                                .toList() + ": correct the name"));
        String unfit = unfit(table);
        if (!unfit.isEmpty()) {
            throw new Misuse("The rows of " + table.shown() + " cannot be hidden, because " + unfit);
        }
        return new AbsentRows(slot, store, touched, mutations, table);
    }

    private String unfit(Relation table) {
        if (table.key().length == 0) {
            return "it has no primary key to know them by. Give it one, or declare another guard";
        } else if (table.triggered() && !mutations.holdsTriggersStill()) {
            return "it has triggers, which this database fires at every delete. Drop them in this test, or declare"
                    + " another guard";
        }
        return session.isKept()
                ? ""
                : "the database is reached through a pool. Give Database the driver's own data source, and the pool"
                        + " Database.dataSource()";
    }
}
