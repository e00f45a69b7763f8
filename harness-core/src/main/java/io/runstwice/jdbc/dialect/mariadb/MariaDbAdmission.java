package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Admission;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rights that a MariaDB user needs so that rows and counters can be put back. */
final class MariaDbAdmission implements Admission {

    private final MariaDbSchema schema;

    MariaDbAdmission(MariaDbSchema schema) {
        this.schema = schema;
    }

    @Override
    public @Nullable String missing(Connection connection) throws SQLException {
        boolean granted = !schema.counters().arePresent()
                || Queries.text(connection, "select current_role()") != null
                || Queries.text(connection, """
                        select privilege_type from (select grantee, privilege_type from information_schema.user_privileges
                            union all select grantee, privilege_type from information_schema.schema_privileges
                                where database() like table_schema) g
                        where privilege_type = 'ALTER'
                            and grantee = concat("'", replace(current_user(), '@', "'@'"), "'") limit 1""") != null;
        return granted
                ? null
                : "grant alter on " + Queries.text(connection, "select database()") + ".* to the user "
                        + Queries.text(connection, "select current_user()")
                        + " (to put AUTO_INCREMENT and sequences back to where they stood)";
    }

    /** The server looks at privileges before it looks for rows. */
    @Override
    public @Nullable String forbidden(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            String table = MariaDbText.quoted(relation);
            String columns = MariaDbText.names(relation);
            try {
                Queries.run(
                        connection,
                        "insert into " + table + " (" + columns + ") select " + columns + " from " + table
                                + " where false");
                String column = MariaDbText.quote(relation.fields().get(0).name());
                Queries.run(connection, "update " + table + " set " + column + " = " + column + " where false");
                Queries.run(connection, "delete from " + table + " where false");
            } catch (SQLException refused) {
                return relation.shown();
            }
        }
        return null;
    }
}
