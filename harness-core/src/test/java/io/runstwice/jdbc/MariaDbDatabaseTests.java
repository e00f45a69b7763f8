package io.runstwice.jdbc;

import javax.sql.DataSource;

/** The contract, on MariaDB. */
final class MariaDbDatabaseTests extends DatabaseContractTests {

    @Override
    DataSource fresh() {
        return Servers.mariaDb();
    }

    @Override
    String moment() {
        return "timestamp(6) null";
    }

    @Override
    String identity() {
        return "auto_increment";
    }
}
