package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of H2 tables, in and out, as Java objects. */
final class H2Rows implements RowStore {

    private static final int AT_ONCE = 1_000;

    /** The SQL name that moves each sequence, and its position. */
    private static final String WHERE_SEQUENCES_STAND = """
            select 'alter sequence "' || sequence_schema || '"."' || sequence_name || '"', base_value
            from information_schema.sequences
            union all select 'alter table "' || table_schema || '"."' || table_name || '" alter column "' || column_name
                || '"', identity_base from information_schema.columns where is_identity = 'YES'""";

    @Override
    public List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        List<Content> contents = new ArrayList<>();
        for (Relation relation : relations) {
            contents.add(read(connection, relation));
        }
        return contents;
    }

    private static Content read(Connection connection, Relation relation) throws SQLException {
        return new Content(
                Queries.rows(
                        connection,
                        "select " + names(relation) + " from " + relation.quoted(),
                        row -> H2Values.cells(row, 0, relation)),
                Map.of());
    }

    static String names(Relation relation) {
        return relation.columns(field -> Relation.quote(field.name()));
    }

    @Override
    public void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException {
        write(connection, replacements);
        if (positions != null) {
            move(connection, positions);
        }
    }

    @Override
    public Positions positions(Connection connection) throws SQLException {
        return Positions.read(connection, WHERE_SEQUENCES_STAND);
    }

    /** Only sequences that moved: each move is a statement of its own that commits. */
    private void move(Connection connection, Positions positions) throws SQLException {
        for (Map.Entry<String, String> moved :
                positions.movedSince(positions(connection)).entrySet()) {
            Queries.run(connection, moved.getKey() + " restart with " + moved.getValue());
        }
    }

    @Override
    public boolean takesTriggersAway() {
        return true;
    }

    /**
     * Foreign keys are switched off for the whole database meanwhile, which H2 does outside of any transaction;
     * triggers cannot be switched off and are taken away and put back.
     */
    private static void write(Connection connection, Collection<Replacement> replacements) throws SQLException {
        if (replacements.isEmpty()) {
            return;
        }
        List<String> triggers = H2Triggers.of(connection, replacements);
        Queries.run(connection, "set referential_integrity false");
        for (String trigger : triggers) {
            Queries.run(connection, "drop trigger " + H2Triggers.name(trigger));
        }
        try {
            replace(connection, replacements);
        } finally {
            for (String trigger : triggers) {
                Queries.run(connection, trigger);
            }
            Queries.run(connection, "set referential_integrity true");
        }
    }

    private static void replace(Connection connection, Collection<Replacement> replacements) throws SQLException {
        OwnTransaction.committed(connection, () -> {
            for (Replacement replacement : replacements) {
                Queries.run(connection, "delete from " + replacement.relation().quoted());
                insert(connection, replacement);
            }
            return replacements;
        });
    }

    private static void insert(Connection connection, Replacement replacement) throws SQLException {
        Relation relation = replacement.relation();
        String marks = relation.columns(H2Rows::mark);
        try (PreparedStatement insert = connection.prepareStatement("insert into " + relation.quoted() + " ("
                + names(relation) + ") overriding system value values (" + marks + ")")) {
            int waiting = 0;
            for (@Nullable Object[] row : replacement.content().rows()) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                if (++waiting % AT_ONCE == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static String mark(Field field) {
        return switch (field.type()) {
            case "JSON" -> "? format json";
            case "GEOMETRY" -> "cast(? as geometry)";
            default -> "?";
        };
    }
}
