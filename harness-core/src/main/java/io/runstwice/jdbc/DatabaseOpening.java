package io.runstwice.jdbc;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.lock.Watch;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Schema;
import io.runstwice.jdbc.schema.StatementFootprints;
import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.session.WorkerLanes;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.state.Declared;
import io.runstwice.jdbc.state.Generators;
import io.runstwice.jdbc.state.HiddenNow;
import io.runstwice.jdbc.state.Notifications;
import io.runstwice.jdbc.state.Store;
import io.runstwice.network.Link;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens a database for an exploration, step by step: owned before anything is read, admitted before anything is
 * written. If a step fails, everything that was taken is given back.
 */
final class DatabaseOpening {

    private final String name;
    private final Gate gate;
    private final TapContext context;
    private final HarnessSession session;
    private final Declared declared;
    private final Connection connection;
    private final Dialect dialect;
    private final Catalog catalog;
    private final Closing closing = new Closing();
    private final Watch watch;
    private @Nullable WorkerLanes linked;
    private @Nullable Generators generators;
    private @Nullable Store store;
    private @Nullable Notifications notifications;

    private DatabaseOpening(
            String name,
            Gate gate,
            TapContext context,
            HarnessSession session,
            Declared declared,
            Connection connection)
            throws SQLException {
        this.name = name;
        this.gate = gate;
        this.context = context;
        this.session = session;
        this.declared = declared;
        this.connection = connection;
        this.dialect = context.source().dialect(connection);
        this.catalog = dialect.schema().catalog(connection, declared::ignores).leavingOut(declared.ignored);
        this.watch = new Watch(context.source(), context.contenders(), dialect.locking());
    }

    /**
     * Opens it.
     *
     * @param name of the database in its world
     * @throws Misuse if it cannot be reached, is explored already, or is not admitted
     */
    static OwnedDatabase of(String name, Gate gate, TapContext context, HarnessSession session, Declared declared) {
        try {
            return session.with(connection -> {
                DatabaseOpening opening = new DatabaseOpening(name, gate, context, session, declared, connection);
                opening.open();
                return new OwnedDatabase(opening);
            });
        } catch (SQLException failure) {
            throw DatabaseAdmission.unreachable(
                    failure, context.source().get().getClass().getName());
        }
    }

    private void open() throws SQLException {
        String owner = name + " (process " + ProcessHandle.current().pid() + ", thread "
                + Thread.currentThread().getName() + ")";
        DatabaseLease lease = DatabaseLease.of(dialect.server().identity(connection), "the exploration of " + owner);
        closing.then(lease::end);
        closing.then(this::unlock);
        try {
            watch();
            lock("runstwice " + owner);
            // owned first: the rows that are found may be those of another exploration
            DatabaseAdmission.check(connection, dialect, catalog, declared);
            link();
            generate();
            observe();
            connect();
        } catch (SQLException | RuntimeException | Error failure) {
            closing.after(failure);
            throw failure;
        }
    }

    private void watch() throws SQLException {
        closing.then(watch::close);
        context.waitRules(watch.begin(connection, gate));
        if (session.isKept()) {
            dialect.noWait().impatient(connection);
            session.prepares(renewed -> {
                dialect.noWait().impatient(renewed);
                return renewed;
            });
        }
    }

    /** The lock of the database lives on a session that is kept; a small pool has none to spare. */
    private void lock(String owner) throws SQLException {
        if (!session.isKept()) {
            gate.note("the database is reached through a pool, so only explorations within this JVM are kept apart");
            return;
        }
        String holder = session.with(mine -> dialect.exclusiveUse().occupy(mine, owner));
        if (holder != null) {
            throw DatabaseLease.taken(holder);
        }
    }

    /** Said, not left to the end of the session: the server may hear of that after the next exploration has begun. */
    private void unlock() throws SQLException {
        if (session.isKept()) {
            session.with(mine -> {
                dialect.exclusiveUse().leave(mine);
                return null;
            });
        }
    }

    private void link() throws SQLException {
        Link link = declared.link;
        if (link != null && link.findServer()) {
            WorkerLanes over = WorkerLanes.open(link, context.source().get(), session, dialect, gate);
            closing.then(over::close);
            linked = over;
        }
    }

    /** Lets generators begin at the place to which they are put back before each run. */
    private void generate() throws SQLException {
        Positions positions = dialect.rows().positions(connection);
        Generators all = new Generators(dialect.schema().sequences(connection), positions);
        dialect.rows().write(connection, catalog, List.of(), all.begun(positions, new TreeSet<>()));
        List<Relation> handingOut = catalog.relations().stream()
                .filter(relation -> declared.generators.contains(Declared.key(relation.shown())))
                .toList();
        context.use().draws().begin(handingOut, all.widest(), gate::shows);
        context.use().draws().whenAsked(sequences(all), all::areAskedFor);
        generators = all;
    }

    /**
     * Those that can be read like a table: the counter of a column is called like its table, and a query of that table
     * does not ask for the counter.
     */
    private Set<String> sequences(Generators all) {
        Set<String> names = new HashSet<>(all.names());
        catalog.relations().forEach(relation -> names.remove(relation.table().toLowerCase(Locale.ROOT)));
        return names;
    }

    private void observe() {
        Store rows = new Store(
                name, dialect, catalog, session, context.use(), generators(), gate, declared, context.pasts());
        context.use().unordered().begin(relation -> {
            rows.isUnordered(relation);
            gate.shows("the physical order of " + relation.shown());
        });
        store = rows;
    }

    /** From here on the taps lead to the gate. */
    private void connect() throws SQLException {
        Notifications ledger = new Notifications(gate, context.source(), dialect.channels(), catalog, name);
        closing.then(context::disconnect);
        closing.then(this::leaveSessions);
        closing.then(ledger::close);
        HiddenNow code = HiddenNow.of(dialect.schema().nowCode(connection), catalog, one -> dialect.schema()
                .rigid(connection, one));
        StatementFootprints footprints =
                new StatementFootprints(catalog, dialect.sql().readsVersions());
        Schema schema = Schema.of(catalog, dialect.schema().uniqueKeys(connection), footprints);
        context.connect(gate, schema, linked, ledger, code);
        notifications = ledger;
    }

    private void leaveSessions() throws SQLException {
        for (Session one : context.contenders().of(Session.class)) {
            one.waiting().leave();
        }
    }

    // ---- what was opened

    Gate gate() {
        return gate;
    }

    TapContext context() {
        return context;
    }

    HarnessSession session() {
        return session;
    }

    Declared declared() {
        return declared;
    }

    Dialect dialect() {
        return dialect;
    }

    Closing closing() {
        return closing;
    }

    Watch watching() {
        return watch;
    }

    @Nullable
    WorkerLanes linked() {
        return linked;
    }

    Generators generators() {
        return Objects.requireNonNull(generators);
    }

    Store store() {
        return Objects.requireNonNull(store);
    }

    Notifications notifications() {
        return Objects.requireNonNull(notifications);
    }
}
