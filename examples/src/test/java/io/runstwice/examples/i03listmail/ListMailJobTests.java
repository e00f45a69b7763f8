package io.runstwice.examples.i03listmail;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class ListMailJobTests {

    private final ListMailScenarios scenarios = new ListMailScenarios();

    @Test
    void relaysThenDeletes_diesInBetween_relaysAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: mail mail")
                .firstShownBy("D1 crash after mail mail #1; D2");
    }

    @Test
    void receiverTakesKeys_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }

    @Test
    void receiverWithoutKeys_exactlyOnceAsked_isUnsafeWhateverTheCode() {
        assertThat(scenarios.notingExactlyOnce().explore())
                .isUnsafeWith("double effect: mail mail")
                .firstShownBy("D1 crash after mail mail #1; D2")
                .saying("no code can");
    }

    @Test
    void receiverWithoutKeys_atLeastOnceDeclared_isSafe() {
        assertThat(scenarios.notingAtLeastOnce().explore()).isSafeAndComplete();
    }
}
