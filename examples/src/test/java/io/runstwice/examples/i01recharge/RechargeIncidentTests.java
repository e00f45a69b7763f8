package io.runstwice.examples.i01recharge;

import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.Reproduces;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import org.junit.jupiter.api.BeforeEach;

class RechargeIncidentTests {

    @Watched
    static final Database db = Database.watching(() -> TestPostgres.database(RechargeIncidentTests.class));

    @Watched
    static final HttpService gateway = TestGateway.stripeLike();

    @BeforeEach
    void anAccountThatIsLow() {
        db.execute("INSERT INTO accounts (id, balance_cents) VALUES (7, 120)");
    }

    // region an incident as a test
    @RunsTwiceSafely
    @Reproduces("incidents/I01-auto-recharge.md")
    void chargedAgainAndAgain() throws Exception {
        new BrokenRechargeJob(db.dataSource(), gateway.uri()).perform(7);
    }
    // endregion
}
