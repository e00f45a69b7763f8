package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Delivery;
import io.runstwice.effect.Effects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A job that ends the JVM takes the tests with it, but not without a word. */
class SystemExitTests {

    @Test
    void jobThatExits_isNamedBeforeTheJvmEnds() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SystemExitTests.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue()).isEqualTo(3);
        assertThat(said).contains("ExitsTestCases.job", "D2", "D1 crash after mails mail #1; D2");
    }

    /** Runs the fixture in the JVM that it ends. */
    public static void main(String... arguments) {
        TestKit.run(ExitsTestCases.class);
    }

    static class ExitsTestCases {

        @Watched
        static final Effects mails = Effects.keyed();

        @RunsTwiceSafely
        @Replay("D1 crash after mails mail #1; D2")
        void job(Delivery delivery) {
            if (delivery.attempt() == 2) {
                System.exit(3);
            }
            mails.perform("mail", "welcome", "to ann@example.org");
        }
    }
}
