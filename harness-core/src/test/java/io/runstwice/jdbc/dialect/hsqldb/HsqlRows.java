package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of HSQLDB tables, in and out, as Java objects. */
final class HsqlRows implements RowStore {

    @Override
    public List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        List<Content> contents = new ArrayList<>();
        for (Relation relation : relations) {
            String sql = "select " + names(relation) + " from " + relation.quoted();
            contents.add(new Content(Queries.rows(connection, sql, row -> HsqlValues.cells(row, relation)), Map.of()));
        }
        return contents;
    }

    private static String names(Relation relation) {
        return relation.columns(field -> Relation.quote(field.name()));
    }

    /** Foreign keys are switched off for the whole database meanwhile, outside of any transaction. */
    @Override
    public void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException {
        if (replacements.isEmpty()) {
            return;
        }
        Queries.run(connection, "set database referential integrity false");
        try {
            OwnTransaction.committed(connection, () -> {
                for (Replacement one : replacements) {
                    Queries.run(connection, "delete from " + one.relation().quoted());
                    insert(connection, one.relation(), one.content());
                }
                return replacements;
            });
        } finally {
            Queries.run(connection, "set database referential integrity true");
        }
    }

    private static void insert(Connection connection, Relation relation, Content content) throws SQLException {
        String sql = "insert into " + relation.quoted() + " (" + names(relation) + ") values ("
                + relation.columns(field -> "?") + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : content.rows()) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.executeUpdate();
            }
        }
    }

    @Override
    public Positions positions(Connection connection) {
        return new Positions(Map.of());
    }

    /** Tables in memory give their rows by their first index, and nothing says so. */
    @Override
    public boolean keepsOrder(Relation relation) {
        return false;
    }
}
