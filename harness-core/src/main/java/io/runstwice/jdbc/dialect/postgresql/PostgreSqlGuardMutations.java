package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ways to take guards away on PostgreSQL. */
final class PostgreSqlGuardMutations implements GuardMutations {

    private static final String UNIQUES = """
            select n.nspname, t.relname, i.relname,
                case when k.oid is null then format('drop index %I.%I', n.nspname, i.relname)
                    else format('alter table %I.%I drop constraint %I', n.nspname, t.relname, k.conname) end,
                case when k.oid is null then pg_get_indexdef(i.oid)
                    else format('alter table %I.%I add constraint %I %s', n.nspname, t.relname, k.conname,
                        pg_get_constraintdef(k.oid)) end
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
                join pg_namespace n on n.oid = t.relnamespace
                left join pg_constraint k on k.conindid = i.oid and k.contype in ('p', 'u', 'x')
            where (x.indisunique or k.contype = 'x') and t.relkind in ('r', 'p') and not t.relispartition
                and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by 1, 2, 3""";

    @Override
    public List<Unique> uniques(Connection connection) throws SQLException {
        return Queries.rows(
                connection,
                UNIQUES,
                row -> new Unique(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
    }

    @Override
    public int hide(Connection connection, Relation table, List<@Nullable Object[]> rows) throws SQLException {
        return OwnTransaction.committed(connection, () -> {
            Queries.run(connection, "set local session_replication_role = replica");
            int[] key = table.key();
            try (PreparedStatement delete = connection.prepareStatement(delete(table))) {
                for (int i = 0; i < key.length; i++) {
                    delete.setString(i + 1, PostgreSqlRows.array(rows, key[i]));
                }
                return delete.executeUpdate();
            }
        });
    }

    private static String delete(Relation table) {
        int[] key = table.key();
        String arrays = IntStream.of(key).mapToObj(i -> "?::text[]").collect(Collectors.joining(", "));
        String names = IntStream.of(key).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String same = IntStream.of(key)
                .mapToObj(i -> PostgreSqlRows.read("t.", table.fields().get(i)) + " = u.c" + i)
                .collect(Collectors.joining(" and "));
        String only = PostgreSqlRows.only(table);
        return "delete from " + only + " gone using (select t.tableoid o, t.ctid c from " + only
                + " t where exists (select from unnest(" + arrays + ") u(" + names + ") where " + same
                + ") for update skip locked) free where gone.tableoid = free.o and gone.ctid = free.c";
    }

    @Override
    public boolean holdsTriggersStill() {
        return true;
    }

    @Override
    public boolean hasAdvisoryLocks() {
        return true;
    }
}
