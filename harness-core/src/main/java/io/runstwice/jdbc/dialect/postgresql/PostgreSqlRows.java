package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.dialect.TextRows;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of PostgreSQL tables, in and out, as text: every type has an input and an output of its own, so nothing is lost
 * on the way. All tables travel in one round trip, and the SQL is the same each time, so that the server keeps its
 * plan.
 */
final class PostgreSqlRows implements RowStore {

    private static final int AT_ONCE = 10_000;

    private static final String TRUNCATABLE = """
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'truncate') and not exists (
                select from pg_constraint k where k.contype = 'f' and k.confrelid = c.oid and k.conrelid <> c.oid)""";

    /** Asks for the SQL that is asked for positions: the same each time keeps its plan. */
    private static final String WHERE_SEQUENCES_STAND =
            "select string_agg(format('select %L, last_value::text || '' '' || is_called from %s', q, q), ' union all ')"
                    + " from (select format('%I.%I', schemaname, sequencename) q from pg_sequences"
                    + " where schemaname !~ '^pg_' order by 1) s";

    private volatile Set<String> truncatable = Set.of();
    private volatile @Nullable String whereSequencesStand;

    /** Asks once, when an exploration begins, which tables can be emptied as a whole, and which sequences there are. */
    void learn(Connection connection) throws SQLException {
        whereSequencesStand = Queries.text(connection, WHERE_SEQUENCES_STAND);
        truncatable = Set.copyOf(
                Queries.rows(connection, TRUNCATABLE, row -> Relation.key(row.getString(1), row.getString(2))));
    }

    @Override
    public Positions positions(Connection connection) throws SQLException {
        String sql = whereSequencesStand;
        return sql == null ? new Positions(Map.of()) : Positions.read(connection, sql);
    }

    @Override
    public boolean keepsOrder(Relation relation) {
        return truncates(relation);
    }

    /** Whether a table can be emptied as a whole, so that the rows that come next lie one behind the other. */
    private boolean truncates(Relation relation) {
        return truncatable.contains(relation.named());
    }

    /**
     * Where rows lie depends on what lay there before: deleted rows leave gaps for the next ones. So a table whose
     * order matters is emptied down to its file first, which no other table has to pay for.
     */
    private void makeRoom(Connection connection, Collection<Replacement> replacements) throws SQLException {
        for (Replacement replacement : replacements) {
            Relation relation = replacement.relation();
            if (replacement.inOrder() && !truncates(relation)) {
                run(
                        connection,
                        "begin; set local session_replication_role = replica; set local lock_timeout = '5s'; delete from "
                                + only(relation) + "; commit");
                run(connection, "vacuum (index_cleanup on, truncate on) " + relation.quoted());
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try {
            Queries.run(connection, sql);
        } catch (SQLException failure) {
            OwnTransaction.rollBack(connection, failure);
            throw failure;
        }
    }

    @Override
    public List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        if (relations.isEmpty()) {
            return List.of();
        }
        String sql = relations.stream().map(PostgreSqlRows::select).collect(Collectors.joining("; "));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return TextRows.read(statement, statement.execute(), relations);
        }
    }

    private static String select(Relation relation) {
        return "select " + relation.columns(field -> read("", field)) + " from " + only(relation);
    }

    static String only(Relation relation) {
        return (relation.partitioned() ? "" : "only ") + relation.quoted();
    }

    /** A cell as text, of a table by this alias. */
    static String read(String of, Field field) {
        String name = of + Relation.quote(field.name());
        return (isMoney(field) ? name + "::numeric" : name) + "::text";
    }

    private static boolean isMoney(Field field) {
        return field.type().equals("money");
    }

    /** The harness's own transaction fires nothing: replica mode switches triggers and foreign keys off. */
    @Override
    public void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException {
        if (replacements.isEmpty()
                && (positions == null || positions.bySequence().isEmpty())) {
            return;
        }
        makeRoom(connection, replacements);
        StringBuilder sql =
                new StringBuilder("begin; set local session_replication_role = replica; set local lock_timeout = '5s'");
        List<String> parameters = new ArrayList<>();
        for (Replacement replacement : replacements) {
            boolean emptied = replacement.inOrder() && truncates(replacement.relation());
            sql.append(emptied ? "; truncate " : "; delete from ").append(only(replacement.relation()));
            insert(replacement, sql, parameters);
        }
        if (positions != null) {
            positions(positions, sql, parameters);
        }
        sql.append("; commit");
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            statement.execute();
        } catch (SQLException failure) {
            OwnTransaction.rollBack(connection, failure);
            throw failure;
        }
    }

    private static void positions(Positions positions, StringBuilder sql, List<String> parameters) {
        if (positions.bySequence().isEmpty()) {
            return;
        }
        List<String> calls = new ArrayList<>();
        positions.bySequence().forEach((name, position) -> {
            String[] parts = position.split(" ");
            calls.add("setval(?::regclass, ?::int8, ?::bool)");
            parameters.addAll(List.of(name, parts[0], parts[1]));
        });
        sql.append("; select ").append(String.join(", ", calls));
    }

    private static void insert(Replacement replacement, StringBuilder sql, List<String> parameters) {
        Relation relation = replacement.relation();
        List<@Nullable Object[]> rows = replacement.content().rows();
        if (relation.fields().isEmpty()) {
            rows.forEach(row ->
                    sql.append("; insert into ").append(relation.quoted()).append(" default values"));
            return;
        }
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            sql.append("; ").append(insert(relation));
            List<@Nullable Object[]> part = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            for (int column = 0; column < relation.fields().size(); column++) {
                parameters.add(array(part, column));
            }
        }
    }

    private static String insert(Relation relation) {
        List<Field> fields = relation.fields();
        String names = relation.columns(field -> Relation.quote(field.name()));
        String values = IntStream.range(0, fields.size())
                .mapToObj(i -> "c" + i + (isMoney(fields.get(i)) ? "::numeric" : "") + "::"
                        + fields.get(i).type())
                .collect(Collectors.joining(", "));
        String arrays = relation.columns(field -> "?::text[]");
        String aliases =
                IntStream.range(0, fields.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "insert into " + relation.quoted() + " (" + names + ") overriding system value select " + values
                + " from unnest(" + arrays + ") u(" + aliases + ")";
    }

    /** One column of all rows as the text of an array. */
    static String array(List<@Nullable Object[]> rows, int column) {
        StringBuilder array = new StringBuilder("{");
        for (@Nullable Object[] row : rows) {
            if (array.length() > 1) {
                array.append(',');
            }
            Object cell = row[column];
            if (cell == null) {
                array.append("NULL");
            } else {
                quote((String) cell, array);
            }
        }
        return array.append('}').toString();
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\');
            }
            to.append(c);
        }
        to.append('"');
    }
}
