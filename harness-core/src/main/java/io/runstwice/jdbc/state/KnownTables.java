package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Aged;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.world.Gate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every table held when the harness last looked; only what may have been written since is read again. */
final class KnownTables {

    private static final int FULL_EVERY = 50;

    private final RowStore rows;
    private final NoWait noWait;
    private final Catalog catalog;
    private final ObservedUse use;
    private final Gate gate;
    private final Map<Relation, Content> current = new LinkedHashMap<>();
    private Duration laid = Duration.ZERO;
    private int looks;

    KnownTables(RowStore rows, NoWait noWait, Catalog catalog, ObservedUse use, Gate gate) {
        this.rows = rows;
        this.noWait = noWait;
        this.catalog = catalog;
        this.use = use;
        this.gate = gate;
    }

    Map<Relation, Content> contents() {
        return current;
    }

    /** The harness has written these contents, whose times lie that far from where they were given. */
    void hold(Map<Relation, Content> contents, Duration distance) {
        current.putAll(contents);
        laid = distance;
    }

    /**
     * Looks at what may have changed; at everything if other sessions than the workers' may have written, and now and
     * then to be sure.
     */
    void refresh(Connection connection, boolean trusted) throws SQLException {
        List<Relation> written = use.touched().take();
        boolean full = !trusted || current.isEmpty() || ++looks % FULL_EVERY == 0;
        List<Relation> asked = full ? catalog.relations() : written;
        List<Content> found = read(connection, asked, written);
        for (int i = 0; i < asked.size(); i++) {
            take(asked.get(i), found.get(i), trusted && !written.contains(asked.get(i)));
        }
    }

    /**
     * Looks at what may have changed while workers stand still, who may have locked whole tables: of those what was
     * seen last holds, and they are looked at again.
     */
    void refreshPastLocks(Connection connection) throws SQLException {
        List<Relation> written = use.touched().take();
        Map<Relation, Content> found;
        try {
            found = readPastLocks(connection, written);
        } catch (SQLException refusal) {
            use.touched().add(written);
            throw refusal;
        }
        List<Relation> locked = new ArrayList<>(written);
        locked.removeAll(found.keySet());
        use.touched().add(locked);
        found.forEach((relation, content) -> take(relation, content, false));
    }

    /** The contents of those tables that no session has locked against being read. */
    Map<Relation, Content> readPastLocks(Connection connection, List<Relation> relations) throws SQLException {
        Map<Relation, Content> found = new LinkedHashMap<>();
        boolean all = noWait.atOnce(connection, () -> {
            List<Content> contents = rows.read(connection, relations);
            for (int i = 0; i < relations.size(); i++) {
                found.put(relations.get(i), contents.get(i));
            }
        });
        for (int i = 0; !all && i < relations.size(); i++) {
            Relation one = relations.get(i);
            noWait.atOnce(connection, () -> found.put(one, read(connection, one)));
        }
        return found;
    }

    private List<Content> read(Connection connection, List<Relation> asked, List<Relation> written)
            throws SQLException {
        try {
            return rows.read(connection, asked);
        } catch (SQLException refusal) {
            use.touched().add(written);
            throw refusal;
        }
    }

    private void take(Relation relation, Content found, boolean expectedAsBefore) {
        Content before = current.get(relation);
        boolean same = before != null && before.sameAs(found);
        if (same && (!use.unordered().has(relation) || before.sameInOrder(found))) {
            return;
        }
        if (expectedAsBefore && before != null && !same) {
            gate.doubt("the table " + relation.shown()
                    + " changed although nothing that passed the tap writes it: give the"
                    + " job the DataSource of Database.dataSource(), or leave the table out with Database.ignoring(\""
                    + relation.shown() + "\")");
        }
        current.put(relation, (before == null ? found : Aged.carried(relation, before, found)).laid(laid));
    }

    /** Writes contents that the harness itself changed. */
    void replace(Connection connection, Collection<Replacement> work) throws SQLException {
        if (!work.isEmpty()) {
            List<Replacement> inOrder = work.stream()
                    .map(one -> new Replacement(
                            one.relation(), one.content(), use.unordered().has(one.relation())))
                    .toList();
            rows.write(connection, catalog, inOrder, null);
            work.forEach(one -> current.put(one.relation(), one.content()));
        }
    }

    Content read(Connection connection, Relation relation) throws SQLException {
        return rows.read(connection, List.of(relation)).get(0);
    }
}
