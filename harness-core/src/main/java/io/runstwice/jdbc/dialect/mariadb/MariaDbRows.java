package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.dialect.TextRows;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of MariaDB tables, in and out, as text; values that are no text travel as hexadecimal digits. All tables travel
 * in one round trip, as one block. The settings that the harness needs (UTC, no foreign keys, values as they are) hold
 * for that block alone.
 *
 * <p>The server fires triggers for every writer. So tables with triggers are written first. Then every table that these
 * triggers may have reached is checked and put right in the same transaction. If that does not settle, it fails.
 */
final class MariaDbRows implements RowStore {

    private static final int LONGEST = 1 << 20;
    private static final int ROUNDS = 3;

    private static final String READING =
            "set statement time_zone = '+00:00', lock_wait_timeout = 5 for begin not atomic ";

    private static final String WRITING = "set statement time_zone = '+00:00', foreign_key_checks = 0,"
            + " sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', lock_wait_timeout = 5,"
            + " innodb_lock_wait_timeout = 5 for begin not atomic declare exit handler for sqlexception begin rollback;"
            + " resignal; end; ";

    private final MariaDbSchema schema;

    /** @param schema knows the counters that go with rows */
    MariaDbRows(MariaDbSchema schema) {
        this.schema = schema;
    }

    @Override
    public List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        if (relations.isEmpty()) {
            return List.of();
        }
        String sql = relations.stream().map(MariaDbRows::select).collect(Collectors.joining("; ", READING, "; end"));
        try (Statement statement = connection.createStatement()) {
            return TextRows.read(statement, statement.execute(sql), relations);
        }
    }

    @Override
    public Positions positions(Connection connection) throws SQLException {
        return schema.counters().read(connection);
    }

    @Override
    public void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException {
        write(connection, catalog, replacements);
        if (positions != null) {
            schema.counters().move(connection, positions);
        }
    }

    private static String select(Relation relation) {
        return "select " + relation.columns(MariaDbRows::read) + " from " + MariaDbText.quoted(relation);
    }

    /** A float as text has lost digits, as a double it has not. */
    private static String read(Field field) {
        String name = MariaDbText.quote(field.name());
        if (MariaDbText.isBytes(field)) {
            return "hex(" + name + ")";
        }
        return switch (field.type()) {
            case "float" -> "cast(cast(" + name + " as double) as char)";
            case "bit" -> "cast(" + name + " + 0 as char)";
            default -> "cast(" + name + " as char)";
        };
    }

    private void write(Connection connection, Catalog catalog, Collection<Replacement> replacements)
            throws SQLException {
        if (replacements.isEmpty()) {
            return;
        }
        boolean fires = replacements.stream().anyMatch(one -> one.relation().triggered());
        List<Replacement> whole = fires ? whole(connection, catalog, replacements) : List.copyOf(replacements);
        List<String> work = new ArrayList<>(List.of("start transaction"));
        replacements.stream().sorted(TRIGGERED_FIRST).forEach(one -> put(one, work));
        if (fires) {
            run(connection, work);
            work.clear();
            mend(connection, whole);
        }
        work.add("commit");
        run(connection, work);
    }

    private static final Comparator<Replacement> TRIGGERED_FIRST =
            Comparator.comparing(one -> !one.relation().triggered());

    /** The content that every table is to have when the work is done: a trigger may write any of them. */
    private List<Replacement> whole(Connection connection, Catalog catalog, Collection<Replacement> replacements)
            throws SQLException {
        List<Relation> others = new ArrayList<>(catalog.relations());
        others.removeAll(replacements.stream().map(Replacement::relation).toList());
        List<Content> held = read(connection, others);
        List<Replacement> whole = new ArrayList<>(replacements);
        for (int i = 0; i < others.size(); i++) {
            whole.add(new Replacement(others.get(i), held.get(i)));
        }
        return whole;
    }

    private void mend(Connection connection, List<Replacement> whole) throws SQLException {
        List<Replacement> wrong = wrong(connection, whole);
        for (int round = 0; round < ROUNDS && !wrong.isEmpty(); round++) {
            List<String> work = new ArrayList<>();
            wrong.stream().sorted(TRIGGERED_FIRST).forEach(one -> put(one, work));
            run(connection, work);
            wrong = wrong(connection, whole);
        }
        if (!wrong.isEmpty()) {
            Queries.run(connection, "rollback");
            String tables = wrong.stream()
                    .map(Replacement::relation)
                    .filter(Relation::triggered)
                    .map(Relation::shown)
                    .collect(Collectors.joining(", "));
            throw new Misuse("MariaDB fires triggers at every write, and one of them changes the rows of " + tables
                    + " while they are put back: drop it in this test, or leave the table out with Database.ignoring");
        }
    }

    private List<Replacement> wrong(Connection connection, List<Replacement> whole) throws SQLException {
        List<Content> found =
                read(connection, whole.stream().map(Replacement::relation).toList());
        List<Replacement> wrong = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            if (!whole.get(i).content().sameAs(found.get(i))) {
                wrong.add(whole.get(i));
            }
        }
        return wrong;
    }

    private static void put(Replacement replacement, List<String> work) {
        String table = MariaDbText.quoted(replacement.relation());
        work.add("delete from " + table);
        String head = "insert into " + table + " (" + MariaDbText.names(replacement.relation()) + ") values ";
        StringBuilder sql = new StringBuilder();
        for (@Nullable Object[] row : replacement.content().rows()) {
            if (sql.length() > LONGEST) {
                work.add(sql.toString());
                sql.setLength(0);
            }
            sql.append(sql.length() == 0 ? head : ", ");
            values(replacement.relation(), row, sql);
        }
        if (sql.length() > 0) {
            work.add(sql.toString());
        }
    }

    private static void values(Relation relation, @Nullable Object[] row, StringBuilder sql) {
        for (int i = 0; i < row.length; i++) {
            sql.append(i == 0 ? '(' : ',')
                    .append(MariaDbText.literal(relation.fields().get(i), (String) row[i]));
        }
        sql.append(')');
    }

    /** As few round trips as the server's largest packet allows. */
    private static void run(Connection connection, List<String> work) throws SQLException {
        StringBuilder block = new StringBuilder();
        for (String statement : work) {
            if (block.length() + statement.length() > 2 * LONGEST) {
                send(connection, block);
            }
            block.append(statement).append("; ");
        }
        send(connection, block);
    }

    private static void send(Connection connection, StringBuilder block) throws SQLException {
        if (block.length() > 0) {
            Queries.run(connection, WRITING + block + "end");
            block.setLength(0);
        }
    }
}
