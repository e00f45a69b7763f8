package io.runstwice.fork;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.fork.Message.Kind;
import io.runstwice.world.Misuse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that does not come up is not waited for without end. */
class ForkTests {

    private final ExecutorService printers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        printers.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "connects"})
    void forkThatSaysNothing_isKilledAndNamed(String argument) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Mute.class.getName()));
        if (!argument.isEmpty()) {
            command.add(argument);
        }

        assertThatThrownBy(() -> Fork.warm(
                        new ClassArchives.Order(command, null),
                        Message.of(Kind.STUBS),
                        printers,
                        Duration.ofSeconds(2)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("could not fork a JVM: it was not ready after 2 s");
    }
}
