package io.runstwice.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Misuse;
import io.runstwice.world.WorkerKilled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that does not come up is not waited for without end, and one that talks nonsense is not listened to. */
class ForkTests {

    private final ExecutorService printers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        printers.shutdownNow();
    }

    private Fork warm(String argument, Duration within) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Mute.class.getName()));
        if (!argument.isEmpty()) {
            command.add(argument);
        }
        return Fork.warm(new ClassArchives.Order(command, null), new FromTest.Prepare(List.of()), printers, within);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "connects"})
    void forkThatSaysNothing_isKilledAndNamed(String argument) {
        assertThatThrownBy(() -> warm(argument, Duration.ofSeconds(2)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("could not fork a JVM: it was not ready after 2 s");
    }

    @Test
    void forkThatTalksNonsense_isRefusedWithTheMessage() {
        assertThatThrownBy(() -> warm("babbles", Duration.ofSeconds(60)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("could not fork a JVM")
                .hasMessageContaining("no message FromFork has the tag 200");
    }

    @Test
    void nonsenseDuringADelivery_endsItsProcessAndProvesNothing() {
        Fork fork = warm("warms", Duration.ofSeconds(60));
        LoneAttempt attempt = new LoneAttempt();
        DeliveryConnection connection = new DeliveryConnection(fork, attempt, attempt.gate());

        assertThatThrownBy(connection::receive).isInstanceOf(WorkerKilled.class);

        assertThat(attempt.doubts())
                .singleElement()
                .asString()
                .startsWith("the process of D1 could not be understood: no message FromFork has the tag 200");
        assertThat(attempt.exit()).isEqualTo("its process could not be understood, and was killed");
        assertThat(fork.ended()).isEqualTo("its process ended by itself, with exit code 137");
    }
}
