package io.runstwice.jdbc;

import javax.sql.DataSource;

/** The contract, on H2. */
final class H2DatabaseTests extends DatabaseContractTests {

    @Override
    DataSource fresh() {
        return Servers.h2();
    }
}
