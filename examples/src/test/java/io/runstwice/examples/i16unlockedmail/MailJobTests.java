package io.runstwice.examples.i16unlockedmail;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class MailJobTests {

    private final MailScenarios scenarios = new MailScenarios();

    @Test
    void twoWorkersPickTheSameRow_bothSend() {
        assertThat(scenarios.broken().replay("D1 pause before mail mail #1; copy D2; D1"))
                .isUnsafeWith("double effect: mail mail")
                .firstShownBy("D1 pause before mail mail #1; copy D2; D1");
    }

    @Test
    void marksAfterSending_diesInBetween_sendsAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: mail mail")
                .firstShownBy("D1 crash after mail mail #1; D2");
    }

    @Test
    void claimedAndKeyed_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }

    @Test
    void claimedWithoutKeys_atLeastOnceDeclared_isSafe() {
        assertThat(scenarios.fixedAtLeastOnce().explore()).isSafeAndComplete();
    }

    @Test
    void claimedWithoutKeys_doubledOnlyByFaultsDeclared_isSafe() {
        assertThat(scenarios.fixedDoubledOnlyByFaults().explore()).isSafeAndComplete();
    }

    @Test
    void notClaimed_doubledOnlyByFaultsDeclared_isFoundBehindTheDoubleThatACrashMakes() {
        assertThat(scenarios.brokenDoubledOnlyByFaults().replay("D1 crash after mail mail #1; D2"))
                .isSafeAndComplete();
        assertThat(scenarios.brokenDoubledOnlyByFaults().explore())
                .isUnsafeWith("double effect: mail mail")
                .firstShownBy("D1 pause before mail mail #1; copy D2; D1")
                .saying("no fault excuses it");
    }
}
