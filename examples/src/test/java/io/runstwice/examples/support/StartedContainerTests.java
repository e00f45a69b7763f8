package io.runstwice.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Where no {@code toxiproxy-server} is on the PATH but Docker is there, a link starts a container, which a killed JVM
 * does not leave behind.
 */
@NeedsDocker
class StartedContainerTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void jvmWithoutAProgram_losesMessagesByAContainer_andLeavesNoneWhenKilled() throws Exception {
        List<String> before = containers();
        Process jvm = jvm();
        try {
            String said = untilReady(jvm.inputReader());

            assertThat(said)
                    .contains("Charging is not safe to run twice: double effect")
                    .contains("ready at");
            assertThat(containers()).hasSize(before.size() + 1);
        } finally {
            jvm.destroyForcibly().onExit().join();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(containers()).isSubsetOf(before));
    }

    private static Process jvm() throws IOException {
        ProcessBuilder jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StartingAContainer.class.getName());
        String path = Arrays.stream(System.getenv("PATH").split(":"))
                .filter(folder -> !Files.exists(Path.of(folder, "toxiproxy-server")))
                .collect(Collectors.joining(":"));
        jvm.environment().put("PATH", path);
        jvm.environment().remove("RUNSTWICE_TOXIPROXY");
        return jvm.redirectErrorStream(true).start();
    }

    private static String untilReady(BufferedReader reader) throws IOException {
        List<String> said = new ArrayList<>();
        String line = reader.readLine();
        while (line != null) {
            said.add(line);
            if (line.startsWith("ready")) {
                break;
            }
            line = reader.readLine();
        }
        return String.join("\n", said);
    }

    private static List<String> containers() throws IOException {
        Process docker = new ProcessBuilder("docker", "ps", "-aq", "--filter", "label=io.runstwice.link").start();
        return docker.inputReader().lines().toList();
    }
}
