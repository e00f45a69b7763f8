package io.runstwice.examples.chargeuser;

import static io.runstwice.assertj.RunsTwiceAssertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The repaired job, with any amount and under generated schedules. */
class ChargeUserPropertyTests {

    private final Database db = Database.watching(() -> TestPostgres.database(ChargeUserPropertyTests.class));
    private final HttpService gateway = TestGateway.stripeLike();

    private void request(int cents) {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, ?)", cents);
    }

    // region every schedule for generated inputs
    @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
    void chargedOnceUnderEverySchedule(@ForAll @IntRange(min = 1, max = 100_000) int cents) {
        RunsTwice.job("charge", delivery -> new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1))
                .given(() -> request(cents))
                .watching(db, gateway)
                .within(Bounds.standard().oneAtATime())
                .explore()
                .orThrow();
    }
    // endregion

    // region generated inputs and schedules
    @Property(tries = 20)
    void chargedOnce(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
        RunsTwice.job("charge", delivery -> new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1))
                .given(() -> request(cents))
                .watching(db, gateway)
                .replay(schedule)
                .explore()
                .orThrow();
    }
    // endregion

    @Example
    void verdicts_inAssertJsWords() {
        Verdict broken = RunsTwice.job(
                        "charge", delivery -> new BrokenChargeUserJob(db.dataSource(), gateway.uri()).perform(7, 1999))
                .given(() -> request(1999))
                .watching("db", db)
                .watching("gateway", gateway)
                .explore();
        // region a verdict in AssertJ's words
        assertThat(broken).isUnsafe().withDoubleEffectOn("gateway").firstShownBy("D1 acknowledgement lost; D2");
        // endregion
    }
}
