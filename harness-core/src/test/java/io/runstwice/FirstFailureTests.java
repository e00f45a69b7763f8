package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.effect.Effects;
import org.junit.jupiter.api.Test;

/** The first violation is counted from the first schedule. */
class FirstFailureTests {

    private final Effects mails = Effects.keyed();

    private Verdict explore(boolean stale) {
        return RunsTwice.job(
                        "mail", delivery -> mails.perform("mail", "k", stale ? "try " + delivery.attempt() : "hello"))
                .watching(mails)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @Test
    void unsafeJob_hasAFirstViolationAmongItsSchedules() {
        long begin = System.nanoTime();
        Verdict verdict = explore(true);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(FirstFailure.of(verdict)).hasValueSatisfying(first -> {
            assertThat(first.schedules())
                    .isPositive()
                    .isLessThanOrEqualTo(verdict.coverage().explored());
            assertThat(first.at()).isBetween(begin, System.nanoTime());
        });
    }

    @Test
    void safeJob_hasNone() {
        assertThat(FirstFailure.of(explore(false))).isEmpty();
    }
}
