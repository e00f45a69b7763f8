package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Admission;
import io.runstwice.jdbc.schema.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Only an administrator of the database can hold foreign keys still. */
final class HsqlAdmission implements Admission {

    @Override
    public @Nullable String missing(Connection connection) throws SQLException {
        String user = connection.getMetaData().getUserName();
        return HsqlSession.of(connection).isAdmin() ? null : "grant dba to " + user;
    }

    @Override
    public @Nullable String forbidden(Connection connection, Catalog catalog) {
        return null; // whoever administers the database may write all of it
    }
}
