package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.world.Gate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts rows back, and makes sure that they lie there as they did, even if code of the schema runs meanwhile. */
final class RowRestorer {

    private static final int MENDING = 3;

    private final RowStore rows;
    private final Catalog catalog;
    private final HarnessSession session;
    private final KnownTables tables;
    private final ObservedUse use;
    private final Gate gate;

    RowRestorer(
            RowStore rows, Catalog catalog, HarnessSession session, KnownTables tables, ObservedUse use, Gate gate) {
        this.rows = rows;
        this.catalog = catalog;
        this.session = session;
        this.tables = tables;
        this.use = use;
        this.gate = gate;
    }

    /**
     * Puts rows back.
     *
     * @param work the tables that differ
     * @param target what every table has to hold then
     */
    void write(Connection connection, List<Replacement> work, Map<Relation, Content> target, Positions positions)
            throws SQLException {
        rows.write(connection, catalog, work, positions);
        if (work.stream().anyMatch(one -> catalog.ties().open().contains(one.relation()))) {
            mend(connection, target, positions);
        }
        for (Replacement one : work) {
            checkOrder(connection, one);
        }
    }

    /**
     * Putting rows back calls checks and other code of the schema, which may write other tables. Those are put back
     * after them.
     */
    private void mend(Connection connection, Map<Relation, Content> target, Positions positions) throws SQLException {
        List<Replacement> wrong = wrong(connection, target);
        for (int round = 0; round < MENDING && !wrong.isEmpty(); round++) {
            rows.write(connection, catalog, wrong, positions);
            wrong = wrong(connection, target);
        }
        if (!wrong.isEmpty()) {
            gate.doubt("the rows of "
                    + wrong.stream().map(one -> one.relation().shown()).collect(Collectors.joining(", "))
                    + " change while the harness puts rows back, because a check, an index or a type calls code that writes them: leave it"
                    + " out of this test's schema");
        }
    }

    private List<Replacement> wrong(Connection connection, Map<Relation, Content> target) throws SQLException {
        List<Relation> all = List.copyOf(use.draws().others(target).keySet());
        List<Content> found = rows.read(connection, all);
        List<Replacement> wrong = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Content wanted = target.get(all.get(i));
            if (wanted != null && !wanted.sameAs(found.get(i))) {
                wrong.add(new Replacement(all.get(i), wanted, use.unordered().has(all.get(i))));
            }
        }
        return wrong;
    }

    /** Something is broken, so not everything can be put back. What can be is put back, table by table. */
    void salvage(Map<Relation, Content> contents) {
        contents.forEach((relation, content) -> {
            try {
                session.with(connection -> {
                    rows.write(connection, catalog, List.of(new Replacement(relation, content)), null);
                    return null;
                });
            } catch (SQLException broken) {
                // why is told already
            }
        });
    }

    private void checkOrder(Connection connection, Replacement put) throws SQLException {
        boolean sure = !put.inOrder() || rows.keepsOrder(put.relation());
        if (!sure && !tables.read(connection, put.relation()).sameInOrder(put.content())) {
            gate.doubt("the rows of " + put.relation().shown()
                    + " could not be put back in the order in which they lay, and the job reads them in that order: let its query say"
                    + " ORDER BY with a unique key, or end the transactions that look at the table");
        }
    }
}
