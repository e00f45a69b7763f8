package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of H2 tables, in and out, as Java objects. */
final class H2Rows {

    private static final int AT_ONCE = 1_000;

    List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        List<Content> contents = new ArrayList<>();
        for (Relation relation : relations) {
            contents.add(read(connection, relation));
        }
        return contents;
    }

    private static Content read(Connection connection, Relation relation) throws SQLException {
        List<@Nullable Object[]> all = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("select " + names(relation) + " from " + relation.quoted());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                @Nullable Object[] row = new @Nullable Object[relation.fields().size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = H2Values.read(rows, i + 1, relation.fields().get(i));
                }
                all.add(row);
            }
        }
        return new Content(all, Map.of());
    }

    static String names(Relation relation) {
        return relation.fields().stream()
                .map(field -> Relation.quote(field.name()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Foreign keys are switched off for the whole database meanwhile, which H2 does outside of any transaction; triggers
     * cannot be switched off and are taken away and put back.
     */
    void write(Connection connection, Collection<Replacement> replacements) throws SQLException {
        if (replacements.isEmpty()) {
            return;
        }
        List<String> triggers = H2Catalog.triggers(connection, replacements);
        Queries.run(connection, "set referential_integrity false");
        for (String trigger : triggers) {
            Queries.run(connection, "drop trigger " + H2Catalog.triggerName(trigger));
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
        connection.setAutoCommit(false);
        try {
            for (Replacement replacement : replacements) {
                Queries.run(connection, "delete from " + replacement.relation().quoted());
                insert(connection, replacement);
            }
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void insert(Connection connection, Replacement replacement) throws SQLException {
        Relation relation = replacement.relation();
        String marks = relation.fields().stream().map(H2Rows::mark).collect(Collectors.joining(", "));
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
