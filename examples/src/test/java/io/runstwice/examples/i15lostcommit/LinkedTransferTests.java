package io.runstwice.examples.i15lostcommit;

import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The repaired twin under JUnit, on a real network. */
@NeedsToxiproxy
class LinkedTransferTests {

    private static final String URL = TestPostgres.url(TransferScenarios.class);
    private static final String HOST = "localhost";
    private static final int PORT = TestPostgres.port();

    // region link
    static final Link link = Link.to(HOST, PORT);

    @Watched
    static final Database db = Database.at(URL, "postgres", "").through(link);
    // endregion

    @BeforeEach
    void anAccount() {
        db.execute("INSERT INTO accounts (id, balance_cents) VALUES (7, 5000)");
    }

    @AfterAll
    static void endTheServer() {
        link.close();
    }

    @RunsTwiceSafely(copies = 1, preemptions = 0)
    void transfersOnce() throws SQLException {
        new FixedTransferJob(db.dataSource()).perform("t-90", 7, 1000);
    }
}
