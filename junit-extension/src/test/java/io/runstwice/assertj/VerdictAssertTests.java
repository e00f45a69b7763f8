package io.runstwice.assertj;

import static io.runstwice.assertj.RunsTwiceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.world.Contract;
import org.junit.jupiter.api.Test;

class VerdictAssertTests {

    private final Effects mails = Effects.keyed();

    private Verdict safe() {
        return RunsTwice.job("KeyedJob", delivery -> mails.perform("mail", "key", "to ann"))
                .watching("mails", mails)
                .explore();
    }

    private Verdict unsafe() {
        return RunsTwice.job("MailJob", delivery -> mails.perform("mail", "to ann"))
                .watching("mails", mails)
                .explore();
    }

    private Verdict inconclusive() {
        return RunsTwice.job("IdleJob", delivery -> {}).watching("mails", mails).explore();
    }

    @Test
    void safeVerdict_isSafeAndNothingElse() {
        Verdict safe = safe();

        assertThat(safe).isSafe().exploredCompletely();
        assertThatThrownBy(() -> assertThat(safe).as("mails").isUnsafe())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[mails]")
                .hasMessageContaining("expected   an unsafe job\nbut was    a safe one\n")
                .hasMessageContaining(safe.certificate());
    }

    @Test
    void unsafeVerdict_isToldWithItsStory() {
        Verdict unsafe = unsafe();

        assertThat(unsafe)
                .isUnsafe()
                .withDoubleEffectOn("mails")
                .withDoubleEffectOn("mails mail")
                .firstShownBy("D1 acknowledgement lost; D2");
        assertThatThrownBy(() -> assertThat(unsafe).isSafe())
                .hasMessageContaining("expected   a safe job\nbut was    an unsafe one\n")
                .hasMessageContaining(unsafe.counterexamples().get(0).story());
        assertThatThrownBy(() -> assertThat(unsafe).withLostEffectOn("mails"))
                .hasMessageContaining("expected   a lost effect on mails\nbut was    [double effect on mails mail]\n");
        assertThatThrownBy(() -> assertThat(unsafe).withDoubleEffectOn("gateway"))
                .hasMessageContaining("expected   a double effect on gateway");
        assertThatThrownBy(() -> assertThat(unsafe).firstShownBy("D1"))
                .hasMessageContaining("but was    \"D1 acknowledgement lost; D2\"");
        assertThatThrownBy(() -> assertThat(unsafe).withAStuckMessage()).hasMessageContaining("is stuck");
        assertThatThrownBy(() -> assertThat(unsafe).withStaleStateOn("mails")).hasMessageContaining("a stale state");
        assertThatThrownBy(() -> assertThat(unsafe).exploredCompletely()).hasMessageContaining("not complete");
    }

    @Test
    void inconclusiveVerdict_isNeitherOfBoth() {
        Verdict inconclusive = inconclusive();

        assertThat(inconclusive).isInconclusiveBecause("touched nothing");
        assertThatThrownBy(() -> assertThat(inconclusive).isSafe())
                .hasMessageContaining("but was    an inconclusive verdict")
                .hasMessageContaining("it has no interaction with any resource");
        assertThatThrownBy(() -> assertThat(inconclusive).isInconclusiveBecause("of the weather"))
                .hasMessageContaining("because of \"of the weather\"");
    }

    @Test
    void noVerdict_isSaid() {
        assertThatThrownBy(() -> assertThat((Verdict) null).isSafe()).hasMessageContaining("actual not to be null");
    }

    @Test
    void contract_isWhatTheCertificateSaysOfOneLabel() {
        Effects strict = Effects.unkeyed().atMost(2, "mail");
        Verdict verdict = RunsTwice.job("TwiceJob", delivery -> {
                    strict.perform("mail", "to ann");
                    mails.perform("note", "key", "done");
                })
                .watching("strict", strict)
                .watching("mails", mails)
                .replay(io.runstwice.schedule.Schedule.parse("D1 acknowledgement lost; D2"))
                .explore();

        assertThat(verdict).under(Contract.atMost(2), "strict mail").under(Contract.EXACTLY_ONCE, "mails note");
        assertThatThrownBy(() -> assertThat(verdict).under(Contract.EXACTLY_ONCE, "strict mail"))
                .hasMessageContaining("expected   strict mail to be compared as exactly once");
    }
}
