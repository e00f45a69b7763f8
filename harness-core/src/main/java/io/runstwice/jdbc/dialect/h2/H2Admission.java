package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Admission;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rights that an H2 user needs so that rows can be put back. */
final class H2Admission implements Admission {

    @Override
    public @Nullable String missing(Connection connection) {
        return null;
    }

    @Override
    public @Nullable String forbidden(Connection connection, Catalog catalog) throws SQLException {
        if ("TRUE"
                .equalsIgnoreCase(Queries.text(
                        connection, "select is_admin from information_schema.users where user_name = current_user"))) {
            return null;
        }
        for (Relation relation : catalog.relations()) {
            String granted = Queries.text(
                    connection,
                    "select count(distinct privilege_type) from information_schema.table_privileges where table_schema = '"
                            + relation.schema().replace("'", "''") + "' and table_name = '"
                            + relation.table().replace("'", "''")
                            + "' and privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') and grantee in (current_user, 'PUBLIC')");
            if (!"4".equals(granted)) {
                return relation.shown();
            }
        }
        return null;
    }
}
