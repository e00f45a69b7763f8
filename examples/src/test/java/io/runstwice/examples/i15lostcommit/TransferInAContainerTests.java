package io.runstwice.examples.i15lostcommit;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.examples.support.NeedsDocker;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

// region container
@NeedsDocker
@Testcontainers
class TransferInAContainerTests {

    @Container
    static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17")
            .withTmpFs(Map.of("/var/lib/postgresql/data", "rw"))
            .withInitScripts(
                    "io/runstwice/examples/i15lostcommit/schema.sql", "io/runstwice/examples/i15lostcommit/given.sql");

    @Watched
    static final Database db = Database.watching(TransferInAContainerTests::inTheContainer);

    @RunsTwiceSafely
    void transfersOnce() throws SQLException {
        new FixedTransferJob(db.dataSource()).perform("t-90", 7, 1000);
    }

    private static DataSource inTheContainer() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.getJdbcUrl());
        source.setUser(postgres.getUsername());
        source.setPassword(postgres.getPassword());
        return source;
    }
    // endregion

    @Test
    void helperRepeatsTheBody_commitReplyLost_transfersTwice() {
        assertThat(RunsTwice.job("BrokenTransferJob", delivery -> new BrokenTransferJob(db.dataSource())
                                .perform("t-90", 7, 1000))
                        .watching("db", db)
                        .explore())
                .isUnsafeWith("double effect: db accounts", "double effect: db ledger")
                .firstShownBy("D1 lost reply of db COMMIT #1");
    }
}
