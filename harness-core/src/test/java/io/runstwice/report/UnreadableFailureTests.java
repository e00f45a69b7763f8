package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job's exception whose own code fails is told all the same. */
class UnreadableFailureTests {

    /** What cannot be asked. */
    enum Bad {
        MESSAGE,
        TEXT,
        NO_TEXT,
        CAUSE,
        TRACE;

        private RuntimeException failure() {
            return new Failing(this);
        }
    }

    private static final class Failing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Bad bad;

        Failing(Bad bad) {
            super("said");
            this.bad = bad;
        }

        private void unless(Bad asked) {
            if (asked == bad) {
                throw new IllegalStateException("asked for its " + asked);
            }
        }

        @Override
        public String getMessage() {
            unless(Bad.MESSAGE);
            return super.getMessage();
        }

        @Override
        public synchronized Throwable getCause() {
            unless(Bad.CAUSE);
            return super.getCause();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            unless(Bad.TRACE);
            return super.getStackTrace();
        }

        @Override
        public String toString() {
            unless(Bad.TEXT);
            return bad == Bad.NO_TEXT ? null : "Failing";
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureOfARedelivery_isTold(Bad bad) {
        Effects effects = Effects.unkeyed();
        Verdict stuck = explore(effects, delivery -> {
            effects.perform("mail", "x");
            if (delivery.attempt() > 1) {
                throw bad.failure();
            }
        });

        assertThat(stuck.isUnsafe()).isTrue();
        assertThat(stuck.toString()).contains("gave the message back: Failing: ");
        assertThat(stuck.toString().contains("its message cannot be read")).isEqualTo(bad == Bad.MESSAGE);
    }

    @ParameterizedTest
    @EnumSource
    void failureOfThePlainDelivery_isTold(Bad bad) {
        Effects effects = Effects.unkeyed();

        Verdict verdict = explore(effects, delivery -> {
            throw bad.failure();
        });

        assertThat(verdict.isInconclusive()).isTrue();
        assertThat(verdict.toString()).contains("the job failed by itself");
    }

    private static Verdict explore(Effects effects, Job job) {
        return RunsTwice.job("mails", job)
                .watching("mailer", effects)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }
}
