package io.runstwice.examples.chargeuser;

import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Several inputs without jqwik: the class has all its tests for each. */
// region a class for each input
@ParameterizedClass
@ValueSource(ints = {1, 100_000})
class ChargeUserAmountTests {

    @Watched
    static final Database db = Database.watching(() -> TestPostgres.database(ChargeUserAmountTests.class));

    @Watched
    static final HttpService gateway = TestGateway.stripeLike();

    @Parameter
    int cents;

    @BeforeEach
    void aChargeRequest() {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, ?)", cents);
    }

    @RunsTwiceSafely(copies = 1)
    void chargesOnce() throws Exception {
        new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1);
    }
}
// endregion
