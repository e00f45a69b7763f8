package io.runstwice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a test JVM leaves behind that is killed in the middle of its explorations, seen from another one. */
@NeedsToxiproxy
@Tag("exhaustive")
class KilledInMidRunTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void jvmKilledWhileItExplores_leavesNoProcessAndNoProxy() throws Exception {
        try (Link standing = Link.to("127.0.0.1", 1)) {
            ToxiproxyClient client = standing.server().client();
            List<String> said = new ArrayList<>();
            Process jvm = jvm(((StartedServer) standing.server()).api().toString(), said);
            await().atMost(SOON).until(() -> programs(jvm.descendants()).contains("java"));
            List<ProcessHandle> started = started(jvm, said);
            assertThat(programs(started.stream())).contains("toxiproxy-server", "postgres", "java", "sh");
            assertThat(client.getProxies()).extracting(Proxy::getName).anyMatch(name -> name.endsWith("-D1"));

            jvm.destroyForcibly().onExit().join();

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(started).noneMatch(ProcessHandle::isAlive);
                assertThat(client.getProxies()).isEmpty();
            });
        }
    }

    private static Process jvm(String toxiproxy, List<String> said) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        toxiproxy)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader reader = jvm.inputReader();
        List<String> running = List.of("running own", "running far", "running forked");
        while (!said.containsAll(running)) {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("it ended after it had said " + said);
            }
            said.add(line);
        }
        return jvm;
    }

    /** Its children, theirs, and the database server, which has no parent among them. */
    private static List<ProcessHandle> started(Process jvm, List<String> said) {
        Stream<ProcessHandle> servers = said.stream()
                .filter(line -> line.startsWith("process "))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring("process ".length()))).stream())
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
        return Stream.concat(jvm.descendants(), servers).toList();
    }

    private static List<String> programs(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().command().orElse("gone"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1).replaceAll("^(ba|da)sh$", "sh"))
                .toList();
    }
}
