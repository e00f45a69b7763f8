package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The script in which the server itself writes down the DDL of all objects; every name in it is quoted. */
final class H2Script {

    private H2Script() {}

    static List<String> of(Connection connection) throws SQLException {
        return Queries.rows(connection, "script nodata", row -> row.getString(1));
    }
}
