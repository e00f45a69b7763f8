package io.runstwice.examples.i58memory;

import io.runstwice.Tier;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import java.sql.SQLException;

class ImportOrderSafetyTests {

    @Watched
    static final Database db = Database.watching(() -> TestPostgres.database(ImportOrderSafetyTests.class));

    // region method
    @RunsTwiceSafely(tier = Tier.CLASSLOADER)
    void importsTheOrderOnce() throws SQLException {
        new FixedImportOrderJob(db.dataSource()).perform("m-1", 1999);
    }
    // endregion
}
