package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.effect.Effects;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a story gives as the likely cause of a double effect. */
class CauseTests {

    private static final Schedule A_DAY_LATER = Schedule.parse("D1 acknowledgement lost; 25h later D2");

    private final Effects keyed = Effects.keyed();

    private static List<String> cause(Resource receiver, Job job, Schedule schedule) {
        String story = RunsTwice.job("TestJob", job)
                .watching("mailer", receiver)
                .within(Bounds.standard().redeliveredWithin(Duration.ofHours(25)))
                .replay(schedule)
                .explore()
                .toString();
        assertThat(story).startsWith("TestJob is not safe to run twice: double effect\n");
        return Told.values(story, "cause");
    }

    @Test
    void sameKeyAfterItsTime_wasForgotten() {
        keyed.forgettingKeysAfter(Duration.ofHours(24));

        assertThat(cause(keyed, delivery -> keyed.perform("mail", "k-42", "welcome"), A_DAY_LATER))
                .containsExactly("after 25 h mailer had forgotten the Idempotency-Key k-42, so it took the second mail"
                        + " for a new one");
    }

    @Test
    void sameKeyOfAWorkerThatGoesOnAfterItsTime_wasForgotten() {
        keyed.forgettingKeysAfter(Duration.ofHours(24));
        Schedule zombie = Schedule.parse("D1 pause before mailer mail #1; D2; 25h later D1");

        assertThat(cause(keyed, delivery -> keyed.perform("mail", "k-42", "welcome"), zombie))
                .containsExactly("after 25 h mailer had forgotten the Idempotency-Key k-42, so it took the second mail"
                        + " for a new one");
    }

    @Test
    void keyOfEachDelivery_isItsOwnHoweverMuchTimePassed() {
        Job job = delivery -> keyed.perform("mail", "k-" + delivery.attempt(), "welcome");

        assertThat(cause(keyed, job, A_DAY_LATER)).singleElement().satisfies(cause -> assertThat(cause)
                .containsPattern("the second mail carried an Idempotency-Key of its own \\(k-[12]\\)")
                .doesNotContain("forgotten"));
        assertThat(cause(keyed, job, Schedule.parse("D1 acknowledgement lost; D2")))
                .singleElement()
                .asString()
                .contains("of its own");
    }

    @Test
    void sameKeyAtOnce_isNotHonoured() {
        DeafReceiver deaf = new DeafReceiver();
        Job job = delivery -> deaf.perform("mail", "k-42", "welcome");

        assertThat(cause(deaf, job, Schedule.parse("D1 acknowledgement lost; D2")))
                .containsExactly("mailer does not honour the Idempotency-Key k-42: it took the second mail, which"
                        + " carried it too, for a new one");
    }

    @Test
    void timeThatPassedAfterBothRequests_isNoCause() {
        DeafReceiver deaf = new DeafReceiver();
        Job job = delivery -> {
            if (delivery.attempt() < 3) {
                deaf.perform("mail", "k-42", "welcome");
            }
        };

        assertThat(cause(deaf, job, Schedule.parse("D1 acknowledgement lost; D2 acknowledgement lost; 25h later D3")))
                .singleElement()
                .asString()
                .contains("does not honour")
                .doesNotContain("25 h");
    }

    @Test
    void requestWithoutAKey_carriedNone() {
        assertThat(cause(keyed, delivery -> keyed.perform("mail", "welcome"), A_DAY_LATER))
                .containsExactly("the second mail carried no Idempotency-Key, so mailer could not recognise it");
    }

    @Test
    void keyThatTheReceiverCannotRead_isNotMissedInTheRequest() {
        Effects unkeyed = Effects.unkeyed();

        assertThat(cause(unkeyed, delivery -> unkeyed.perform("mail", "k-42", "welcome"), A_DAY_LATER))
                .first()
                .isEqualTo("mailer recognises no keys, so it took the second mail for a new one");
    }
}
