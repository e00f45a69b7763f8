package io.runstwice.jdbc;

import javax.sql.DataSource;

/** The contract, on PostgreSQL. */
final class PostgreSqlDatabaseTests extends DatabaseContractTests {

    @Override
    DataSource fresh() {
        return Servers.postgres();
    }
}
