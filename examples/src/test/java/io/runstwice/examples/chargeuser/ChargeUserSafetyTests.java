package io.runstwice.examples.chargeuser;

import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import org.junit.jupiter.api.BeforeEach;

class ChargeUserSafetyTests {

    @Watched
    static final Database db = Database.watching(() -> TestPostgres.database(ChargeUserSafetyTests.class));

    @Watched
    static final HttpService gateway = HttpService.stripeLike();

    @BeforeEach
    void aChargeRequest() {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, 1999)");
    }

    @RunsTwiceSafely
    void asTheArticleHasIt_chargesOnce() throws Exception {
        new AsTheArticleChargeUserJob(db.dataSource(), gateway.uri()).perform(1);
    }

    @RunsTwiceSafely(redeliveredWithin = "25 hours", killedAfter = "15 minutes")
    void intentOnRecord_chargesOnceAlsoOnTheNextDay() throws Exception {
        new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1);
    }
}
