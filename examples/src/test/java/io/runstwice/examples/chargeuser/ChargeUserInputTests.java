package io.runstwice.examples.chargeuser;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several inputs without jqwik: one test explores for each. */
class ChargeUserInputTests {

    private final Database db = Database.watching(() -> TestPostgres.database(ChargeUserInputTests.class));
    private final HttpService gateway = TestGateway.stripeLike();

    private void request(int cents) {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, ?)", cents);
    }

    // region a test for each input
    @ParameterizedTest
    @ValueSource(ints = {1, 1999, 100_000})
    void chargedOnceUnderEverySchedule(int cents) {
        RunsTwice.job("charge", delivery -> new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1))
                .given(() -> request(cents))
                .watching(db, gateway)
                .within(Bounds.standard().oneAtATime())
                .explore()
                .orThrow();
    }
    // endregion
}
