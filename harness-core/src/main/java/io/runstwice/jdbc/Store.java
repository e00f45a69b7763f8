package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Positions;
import io.runstwice.world.Gate;
import io.runstwice.world.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads and puts back the rows of a database, doing only what is needed: it knows what every table held when it last looked,
 * and which were written since.
 *
 * <p>One content object per table and moment: a table has to be put back exactly if it does not hold the object that the
 * snapshot has.
 */
final class Store {

    private static final int FULL_EVERY = 50;

    private final Dialect dialect;
    private final Catalog catalog;
    private final HarnessSession session;
    private final Touched touched;
    private final Gate gate;
    private final Predicate<String> compares;
    private final Showing observed;
    private final Showing remembered;
    private final Map<Relation, Content> current = new LinkedHashMap<>();
    private @Nullable Captured restored;
    private @Nullable Relation leftOut;
    private Map<Relation, Content> setUp = Map.of();
    private int looks;

    Store(
            Dialect dialect,
            Catalog catalog,
            HarnessSession session,
            Touched touched,
            Gate gate,
            Function<Showing.View, Showing> showing,
            Predicate<String> compares) {
        this.dialect = dialect;
        this.catalog = catalog;
        this.session = session;
        this.touched = touched;
        this.gate = gate;
        this.compares = compares;
        this.observed = showing.apply(Showing.View.OBSERVED);
        this.remembered = showing.apply(Showing.View.REMEMBERED);
    }

    Captured capture(boolean trusted) throws SQLException {
        return session.with(connection -> {
            refresh(connection, trusted);
            Positions positions = dialect.positions(connection);
            Map<Relation, Content> contents = new LinkedHashMap<>(current);
            if (!trusted && (restored == null || !contents.equals(restored.contents()))) {
                setUp = contents;
            }
            return new Captured(contents, positions, () -> remembered.state(contents));
        });
    }

    State observe() throws SQLException {
        return session.with(connection -> {
            refresh(connection, true);
            return observed.state(compared());
        });
    }

    /** This table does not count when runs are compared; null for none. */
    void leavesOut(@Nullable Relation relation) {
        leftOut = relation;
    }

    private Map<Relation, Content> compared() {
        Map<Relation, Content> compared = new LinkedHashMap<>(current);
        compared.keySet().removeIf(relation -> relation.equals(leftOut) || !compares.test(relation.shown()));
        return compared;
    }

    Content read(Connection connection, Relation relation) throws SQLException {
        return dialect.read(connection, List.of(relation)).get(0);
    }

    void restore(Captured snapshot, boolean trusted) throws SQLException {
        try {
            session.with(connection -> {
                restore(connection, snapshot, trusted);
                return null;
            });
        } catch (SQLException refusal) {
            touched.add(snapshot.contents().keySet());
            if (!dialect.refusedForALock(refusal)) {
                salvage(snapshot);
            }
            throw refusal;
        }
    }

    private void restore(Connection connection, Captured snapshot, boolean trusted) throws SQLException {
        if (!trusted) {
            refresh(connection, false);
        }
        List<Relation> written = touched.take();
        List<Replacement> work = new ArrayList<>();
        snapshot.contents().forEach((relation, content) -> {
            if (written.contains(relation) || current.get(relation) != content) {
                work.add(new Replacement(relation, content));
            }
        });
        dialect.write(connection, catalog, work, snapshot.positions());
        current.putAll(snapshot.contents());
        restored = snapshot;
    }

    /** Something is broken, so not everything can be put back: whatever can be is, table by table. */
    private void salvage(Captured snapshot) {
        snapshot.contents().forEach((relation, content) -> {
            try {
                session.with(connection -> {
                    dialect.write(connection, catalog, List.of(new Replacement(relation, content)), null);
                    return null;
                });
            } catch (SQLException broken) {
                // why is told already
            }
        });
    }

    /** What every table held when the test had made the world ready. */
    Map<Relation, Content> setUp() {
        return setUp;
    }

    Map<Relation, Content> current() {
        return current;
    }

    Catalog catalog() {
        return catalog;
    }

    /** Looks at what may have changed; at everything if somebody else may have written, and now and then to be sure. */
    void refresh(Connection connection, boolean trusted) throws SQLException {
        List<Relation> written = touched.take();
        boolean full = !trusted || current.isEmpty() || ++looks % FULL_EVERY == 0;
        List<Relation> asked = full ? catalog.relations() : written;
        List<Content> found = read(connection, asked, written);
        for (int i = 0; i < asked.size(); i++) {
            take(asked.get(i), found.get(i), trusted && !written.contains(asked.get(i)));
        }
    }

    /**
     * Looks at what may have changed while workers stand still, who may have locked whole tables: of those what was seen last holds, and they are
     * looked at again.
     */
    void refreshPastLocks(Connection connection) throws SQLException {
        List<Relation> written = touched.take();
        Map<Relation, Content> found;
        try {
            found = readPastLocks(connection, written);
        } catch (SQLException refusal) {
            touched.add(written);
            throw refusal;
        }
        List<Relation> locked = new ArrayList<>(written);
        locked.removeAll(found.keySet());
        touched.add(locked);
        found.forEach((relation, content) -> take(relation, content, false));
    }

    /** The contents of those tables that nobody has locked against being read. */
    Map<Relation, Content> readPastLocks(Connection connection, List<Relation> relations) throws SQLException {
        Map<Relation, Content> found = new LinkedHashMap<>();
        boolean all = dialect.atOnce(connection, () -> {
            List<Content> contents = dialect.read(connection, relations);
            for (int i = 0; i < relations.size(); i++) {
                found.put(relations.get(i), contents.get(i));
            }
        });
        for (int i = 0; !all && i < relations.size(); i++) {
            Relation one = relations.get(i);
            dialect.atOnce(connection, () -> found.put(one, read(connection, one)));
        }
        return found;
    }

    private List<Content> read(Connection connection, List<Relation> asked, List<Relation> written)
            throws SQLException {
        try {
            return dialect.read(connection, asked);
        } catch (SQLException refusal) {
            touched.add(written);
            throw refusal;
        }
    }

    private void take(Relation relation, Content found, boolean expectedAsBefore) {
        Content before = current.get(relation);
        if (before != null && before.sameAs(found)) {
            return;
        }
        if (expectedAsBefore && before != null) {
            gate.doubt("the table " + relation.shown()
                    + " changed although nothing that passed the tap writes it: give the"
                    + " job the DataSource of Database.dataSource(), or leave the table out with Database.ignoring(\""
                    + relation.shown() + "\")");
        }
        current.put(relation, before == null ? found : Aged.carried(relation, before, found));
    }

    /** Writes contents that the harness itself changed. */
    void replace(Connection connection, Collection<Replacement> work) throws SQLException {
        if (!work.isEmpty()) {
            dialect.write(connection, catalog, work, null);
            work.forEach(one -> current.put(one.relation(), one.content()));
        }
    }

    void perturb(int steps) throws SQLException {
        session.with(connection -> {
            dialect.advance(connection, steps);
            return null;
        });
    }

    HarnessSession session() {
        return session;
    }
}
