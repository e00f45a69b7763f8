package io.runstwice.examples.i21numbers;

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
import org.mariadb.jdbc.MariaDbDataSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mariadb.MariaDBContainer;

@NeedsDocker
@Testcontainers
class InvoiceInAContainerTests {

    /** As root, since what a dead worker held can be seen with the privilege {@code PROCESS} only. */
    @Container
    static final MariaDBContainer mariadb = new MariaDBContainer("mariadb:11.8")
            .withUsername("root")
            .withTmpFs(Map.of("/var/lib/mysql", "rw"))
            .withInitScripts(
                    "io/runstwice/examples/i21numbers/schema.sql", "io/runstwice/examples/i21numbers/given.sql");

    @Watched
    static final Database db = Database.watching(InvoiceInAContainerTests::inTheContainer);

    @RunsTwiceSafely
    void numbersTheInvoiceOnce() throws SQLException {
        new FixedInvoiceJob(db.dataSource()).perform("o-7", 2026);
    }

    private static DataSource inTheContainer() {
        try {
            MariaDbDataSource source = new MariaDbDataSource(mariadb.getJdbcUrl());
            source.setUser(mariadb.getUsername());
            source.setPassword(mariadb.getPassword());
            return source;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void orderThatHasItsInvoice_deliveredAgain_getsAnother() {
        assertThat(RunsTwice.job("BrokenInvoiceJob", delivery -> new BrokenInvoiceJob(db.dataSource())
                                .perform("o-7", 2026))
                        .watching("db", db)
                        .explore())
                .isUnsafeWith("double effect: db counters", "double effect: db invoices")
                .firstShownBy("D1 acknowledgement lost; D2");
    }
}
