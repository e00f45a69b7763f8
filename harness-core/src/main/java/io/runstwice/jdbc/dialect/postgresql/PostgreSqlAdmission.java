package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Admission;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rights that a PostgreSQL user needs so that rows and sequences can be put back. */
final class PostgreSqlAdmission implements Admission {

    /** Of all sequences, where they stand is read and set. */
    private static final String UNMOVABLE = """
            select min(format('%I.%I', n.nspname, c.relname))
            from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_'
                and not (has_sequence_privilege(s.seqrelid, 'select') and has_sequence_privilege(s.seqrelid, 'update'))""";

    private static final String FOREIGN_PARTITION = """
            select c.oid::regclass::text from pg_partition_tree(?::regclass) t join pg_class c on c.oid = t.relid
            where c.relkind = 'f' order by 1 limit 1""";

    @Override
    public @Nullable String missing(Connection connection) throws SQLException {
        try {
            Queries.run(connection, "begin; set local session_replication_role = replica");
            return null;
        } catch (SQLException refused) {
            return "grant set on parameter session_replication_role to \""
                    + connection.getMetaData().getUserName()
                    + "\" (PostgreSQL 15 or later; a superuser may do it anyway)";
        } finally {
            Queries.run(connection, "rollback");
        }
    }

    @Override
    public @Nullable String forbidden(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            try (PreparedStatement asked = connection.prepareStatement(
                    "select has_table_privilege(?, 'select') and has_table_privilege(?, 'insert')"
                            + " and has_table_privilege(?, 'update') and has_table_privilege(?, 'delete')")) {
                for (int i = 1; i <= 4; i++) {
                    asked.setString(i, relation.quoted());
                }
                try (ResultSet answer = asked.executeQuery()) {
                    answer.next();
                    if (!answer.getBoolean(1)) {
                        return relation.shown();
                    }
                }
            }
        }
        return null;
    }

    /**
     * Policies bind a user who is no superuser, has no BYPASSRLS, and does not own the table. They bind the owner too
     * if the table says FORCE.
     */
    @Override
    public @Nullable String hidden(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            if (!relation.plain()
                    && "t"
                            .equals(Queries.text(
                                    connection,
                                    "select row_security_active('"
                                            + relation.quoted().replace("'", "''") + "')"))) {
                return relation.shown();
            }
        }
        return null;
    }

    @Override
    public @Nullable String unmovable(Connection connection) throws SQLException {
        return Queries.text(connection, UNMOVABLE);
    }

    @Override
    public Relation.@Nullable Elsewhere elsewhere(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            try (PreparedStatement asked = connection.prepareStatement(FOREIGN_PARTITION)) {
                asked.setString(1, relation.quoted());
                try (ResultSet answer = asked.executeQuery()) {
                    if (answer.next()) {
                        return new Relation.Elsewhere(relation.shown(), answer.getString(1));
                    }
                }
            }
        }
        return null;
    }
}
