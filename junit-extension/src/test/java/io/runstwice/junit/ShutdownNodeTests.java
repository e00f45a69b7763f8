package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Tier;
import io.runstwice.effect.Effects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The test of a method in which the processes of its deliveries are told to end. */
@Tag("exhaustive")
class ShutdownNodeTests {

    /** After the job alone, run again after success, two crashes and two losses. */
    private static final int SHUTDOWN = 7;

    @Test
    void hookThatMailsByItself_isFoundByATestOfItsOwn() {
        Results results = TestKit.runOnly(HookThatMailsTestCases.class, 1, SHUTDOWN);

        assertThat(results.tests()).containsExactly("one delivery, no fault", "shutdown");
        assertThat(results.passed()).containsExactly("one delivery, no fault");
        assertThat(results.failure())
                .hasMessageStartingWith("HookThatMailsTestCases.job is not safe to run twice: double effect")
                .hasMessageContaining("told to end by SIGTERM: its shutdown hooks run")
                .hasMessageContaining("@Replay(\"D1 shutdown before mails mail #1; D2\")");
    }

    @Test
    @Tag("proof")
    void hookThatMailsByItself_isFoundByNoOther() {
        Results results = TestKit.run(HookThatMailsTestCases.class);

        assertThat(results.tests()).hasSize(SHUTDOWN + 1).last().isEqualTo("any number of crashes");
        assertThat(results.failures()).containsOnlyKeys("shutdown");
    }

    @Test
    void hookThatMailsUnderTheKeyOfTheMessage_passesIt() {
        Results results = TestKit.runOnly(HookThatMailsOnceTestCases.class, 1, SHUTDOWN);

        assertThat(results.failures()).isEmpty();
        assertThat(results.passed()).containsExactly("one delivery, no fault", "shutdown");
        assertThat(results.published("certificate"))
                .last()
                .asString()
                .contains("shutdown (SIGTERM, hooks, 25 s, SIGKILL) before 1 interaction of the first delivery");
    }

    @Test
    void threads_cannotBeToldToEnd() {
        assertThat(TestKit.run(ThreadsTestCases.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(
                        "`shutdowns` of `@RunsTwiceSafely` needs `tier = PROCESS`, but the tier is THREAD");
    }

    static class HookThatMailsTestCases {

        @Watched
        static final Effects mails = Effects.keyed();

        @RunsTwiceSafely(tier = Tier.PROCESS, shutdowns = true, copies = 1, preemptions = 0, guard = "5 min")
        void job() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> mails.perform("mail", "charged")));
            mails.perform("mail", "invoice-42", "charged");
        }
    }

    static class HookThatMailsOnceTestCases {

        @Watched
        static final Effects mails = Effects.keyed();

        @RunsTwiceSafely(tier = Tier.PROCESS, shutdowns = true, copies = 1, preemptions = 0, guard = "5 min")
        void job() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> mails.perform("mail", "invoice-42", "charged")));
            mails.perform("mail", "invoice-42", "charged");
        }
    }

    static class ThreadsTestCases {

        @Watched
        static final Effects mails = Effects.keyed();

        @RunsTwiceSafely(shutdowns = true)
        void job() {
            mails.perform("mail", "invoice-42", "charged");
        }
    }
}
