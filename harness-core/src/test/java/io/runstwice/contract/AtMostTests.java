package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.Verdict;
import io.runstwice.contract.MailWorld.Receiver;
import io.runstwice.contract.MailWorld.Work;
import io.runstwice.effect.Effects;
import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Contract;
import io.runstwice.world.Misuse;
import org.junit.jupiter.api.Test;

/** Damage that is bounded by a number, whatever the reason for it. */
class AtMostTests {

    /** Notes each attempt before it sends, and sends no third time. */
    private static final Work TWICE_AT_MOST = (world, attempt) -> {
        if (!world.isDone()) {
            int again = world.update("update jobs set state = 'second' where id = 42 and state = 'first'");
            if (again == 0 && world.update("update jobs set state = 'first' where id = 42 and state = 'open'") == 0) {
                world.done();
                return;
            }
            world.send();
            world.done();
        }
    };

    private static Verdict replay(int times, String schedule, Work work) {
        MailWorld world = MailWorld.with(Receiver.EFFECTS);
        world.mailer.atMost(times);
        return world.replay(schedule, work);
    }

    @Test
    void asOftenAsIsAllowed_isSafeAndOnceMoreIsADoubleEffect() {
        String twice = "D1 crash after mailer mail #1; D2";
        String thrice = "D1 crash after mailer mail #1; D2 crash after mailer mail #1; D3";

        assertThat(replay(2, twice, MailWorld::unlocked).isSafe()).isTrue();
        assertThat(replay(3, thrice, MailWorld::unlocked).isSafe()).isTrue();
        Verdict tooOften = replay(2, thrice, MailWorld::unlocked);
        assertThat(tooOften.isUnsafe()).as(tooOften.toString()).isTrue();
        assertThat(tooOften.counterexamples().get(0).violation().kind()).isEqualTo(Kind.DOUBLE_EFFECT);
    }

    @Test
    void twoCopies_areAllowedAsWell() {
        assertThat(replay(2, "D1 pause before mailer mail #1; copy D2; D1", MailWorld::unlocked)
                        .isSafe())
                .isTrue();
    }

    @Test
    void loss_isNotAllowed() {
        Verdict verdict =
                replay(2, "D1 crash before mailer mail #1; D2 crash before mailer mail #1; D3", TWICE_AT_MOST);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Kind.LOST_EFFECT);
    }

    @Test
    void underOneLabel_othersStayExactlyOnce() {
        Effects effects = Effects.unkeyed().atMost(2, "mail");

        assertThat(effects.promise().of("mail"))
                .isEqualTo(Contract.atMost(2))
                .hasToString("at least once, at most 2 times");
        assertThat(effects.promise().of("call")).isEqualTo(Contract.EXACTLY_ONCE);
        assertThat(Contract.atMost(1)).isEqualTo(Contract.EXACTLY_ONCE);
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> Effects.unkeyed().atMost(0));
    }
}
