package io.runstwice.examples.threecopies;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import io.runstwice.Verdict;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TakeoverJobTests {

    private final TakeoverScenarios scenarios = new TakeoverScenarios();

    @Test
    void threeCopies_theLastTakesALivingOwnerForDead_chargesTwice() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: db charges")
                .firstShownBy("D1 pause before db INSERT charges #1; copy D2; copy D3; D1; D4")
                .saying("IllegalStateException: invoice 42 is in somebody else's hands");
    }

    @Test
    void twoCopies_nobodyIsThereToTakeItOver_isSafe() {
        Verdict verdict = scenarios.broken().copies(2).explore();

        assertThat(verdict).isSafeAndComplete();
        Assertions.assertThat(verdict.certificate())
                .contains("two copies at once from 4 states, every order of turns", "three deliveries at once;");
    }

    @Test
    void lockThatEndsWithItsOwner_threeCopies_isSafe() {
        Verdict verdict = scenarios.fixed().explore();

        assertThat(verdict).isSafeAndComplete();
        Assertions.assertThat(verdict.certificate())
                .contains("three copies at once from 2 states, every order of turns")
                .doesNotContain("deliveries at once;");
    }
}
