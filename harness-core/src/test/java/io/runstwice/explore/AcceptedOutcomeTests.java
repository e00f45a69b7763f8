package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.judge.Violation;
import org.junit.jupiter.api.Test;

/** An accepted outcome of one resource excuses nothing in another one, and a finding beside it repeats. */
class AcceptedOutcomeTests {

    private final Effects mailer = Effects.keyed();
    private final Effects letters = Effects.keyed()
            .accepting("given up", () -> !this.letters.recorded("dead letter").isEmpty());

    /** A message that comes again goes to the dead letters. */
    private Verdict explore(boolean mailsBeforeGivingUp) {
        return RunsTwice.job("Mail", delivery -> {
                    if (delivery.redelivered()) {
                        if (mailsBeforeGivingUp) {
                            mailer.perform("mail", "m", "hello");
                        }
                        letters.perform("dead letter", "d", "hello");
                        return;
                    }
                    letters.perform("begun", "b", "hello");
                    mailer.perform("mail", "m", "hello");
                })
                .watching("mailer", mailer)
                .watching("letters", letters)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @Test
    void mailLostBesideAnAcceptedDeadLetter_isALostEffect() {
        Verdict verdict = explore(false);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.LOST_EFFECT);
    }

    @Test
    void mailKeptBesideAnAcceptedDeadLetter_isSafe() {
        Verdict verdict = explore(true);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
