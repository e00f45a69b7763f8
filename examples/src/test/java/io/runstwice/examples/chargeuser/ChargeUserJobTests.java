package io.runstwice.examples.chargeuser;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import io.runstwice.Counterexample;
import io.runstwice.Verdict;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ChargeUserJobTests {

    private final ChargeUserScenarios scenarios = new ChargeUserScenarios();

    @Test
    void naive_diesAfterTheCharge_chargesTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 acknowledgement lost; D2");
    }

    @Test
    void naive_eightSchedulesAtMost_isFoundAllTheSame() {
        assertThat(scenarios.broken().schedules(8).explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 acknowledgement lost; D2");
    }

    @Test
    void naive_replayed_showsTheSameAgain() {
        Counterexample smallest = scenarios.broken().explore().counterexamples().get(0);
        Verdict replayed = scenarios.broken().replay(smallest.schedule().toString());
        assertThat(replayed)
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy(smallest.schedule().toString());
        Assertions.assertThat(replayed.coverage().explored()).isEqualTo(2); // the baseline, and this one
        Assertions.assertThat(replayed.counterexamples())
                .singleElement()
                .extracting(Counterexample::schedule)
                .isEqualTo(smallest.schedule());
    }

    @Test
    void asTheArticleHasIt_redeliveredWithinAnHour_isSafe() {
        assertThat(scenarios.asTheArticle().explore()).isSafeAndComplete();
    }

    @Test
    void asTheArticleHasIt_redeliveredAfter25Hours_theGatewayHasForgottenTheKey() {
        assertThat(scenarios
                        .asTheArticle()
                        .redeliveredWithin(Duration.ofHours(25))
                        .explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 crash after gateway POST /v1/charges #1; 25h later D2")
                .saying("after 25 h gateway had forgotten the Idempotency-Key charge-request-1");
    }

    @Test
    void intentOnRecord_redeliveredWithinAnHour_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }

    /** It has looked, and another one charges meanwhile; its own key is forgotten when it goes on. */
    @Test
    void intentOnRecord_workerThatGoesOnAfter25Hours_chargesAgain() {
        assertThat(scenarios.fixed().redeliveredWithin(Duration.ofHours(25)).explore())
                .isUnsafeWith("double effect: gateway /v1/charges")
                .firstShownBy("D1 pause before gateway POST /v1/charges #1; D2; 25h later D1")
                .saying("after 25 h gateway had forgotten the Idempotency-Key charge-request-1");
    }

    @Test
    void intentOnRecord_workersAreKilledWhileTheGatewayRemembers_isSafe() {
        assertThat(scenarios
                        .fixed()
                        .redeliveredWithin(Duration.ofHours(25))
                        .killedAfter(Duration.ofMinutes(15))
                        .explore())
                .isSafeAndComplete();
    }

    @Test
    void intentThatIsConfirmedOnce_workerThatGoesOnAfter25Hours_isSafe() {
        assertThat(scenarios
                        .confirming()
                        .redeliveredWithin(Duration.ofHours(25))
                        .explore())
                .isSafeAndComplete();
    }
}
