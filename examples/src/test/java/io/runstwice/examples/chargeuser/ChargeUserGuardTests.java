package io.runstwice.examples.chargeuser;

import static io.runstwice.world.Safeguard.Form.KEY;

import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.GuardedBy;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import org.junit.jupiter.api.BeforeEach;

class ChargeUserGuardTests {

    @Watched
    static final Database db = Database.watching(() -> TestPostgres.database(ChargeUserGuardTests.class));

    @Watched
    static final HttpService gateway = TestGateway.stripeLike();

    @BeforeEach
    void aChargeRequest() {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, 1999)");
    }

    // region a guard declared
    @RunsTwiceSafely(copies = 1)
    @GuardedBy(guard = KEY, of = "gateway")
    void chargesOnce() throws Exception {
        new AsTheArticleChargeUserJob(db.dataSource(), gateway.uri()).perform(1);
    }
    // endregion
}
