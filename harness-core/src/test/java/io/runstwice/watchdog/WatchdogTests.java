package io.runstwice.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runstwice.world.Misuse;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a JVM leaves behind, seen from another one. */
class WatchdogTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<String> said = new ArrayList<>();
    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void jvmKilledWithItsProcessGroup_leavesNoProcessServerOrDirectory() throws Exception {
        Process jvm = jvm(List.of("setsid"), "postgres");
        List<ProcessHandle> guarded = handles("process").stream()
                .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
                .toList();
        assertThat(guarded).hasSizeGreaterThan(5).allMatch(ProcessHandle::isAlive);
        Process kill = new ProcessBuilder("kill", "-KILL", "--", "-" + jvm.pid()).start();
        assertThat(kill.waitFor()).isZero();
        awaitNothing(guarded);
    }

    @Test
    void jvmThatEndsInOrder_leavesOnlyWhatWasForgottenOrIsNotItsOwn() throws IOException {
        Process jvm = jvm(List.of(), "alone");
        List<ProcessHandle> guarded = handles("process");
        assertThat(guarded).hasSize(1).allMatch(ProcessHandle::isAlive);
        jvm.getOutputStream().close();
        awaitNothing(guarded);
        assertThat(jvm.exitValue()).isZero();
        assertThat(handles("forgotten")).hasSize(1).allMatch(ProcessHandle::isAlive);
        assertThat(handles("later")).hasSize(1).allMatch(ProcessHandle::isAlive);
    }

    @Test
    void processThatIsOver_needsNoGuard() throws Exception {
        Process over = new ProcessBuilder("true").start();
        over.waitFor();
        assertThat(Watchdog.process(over.toHandle())).isSameAs(Pipe.NOTHING);
    }

    @Test
    void labelOfTwoWords_isMisuse() {
        assertThatThrownBy(() -> Watchdog.containers("mine and yours"))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("one word");
    }

    /** Until the JVM has said that everything runs. */
    private Process jvm(List<String> launcher, String how) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Abandoned.class.getName(),
                how));
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(jvm.toHandle());
        BufferedReader reader = jvm.inputReader();
        String line = reader.readLine();
        while (line != null && !line.equals("ready")) {
            said.add(line);
            line = reader.readLine();
        }
        Stream.of("process", "forgotten", "later").map(this::handles).forEach(started::addAll);
        assertThat(line).as("said after %s", said).isEqualTo("ready");
        return jvm;
    }

    private void awaitNothing(List<ProcessHandle> processes) {
        List<Path> directories = told("directory").map(Path::of).toList();
        assertThat(directories).isNotEmpty();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(directories).noneMatch(Files::exists);
        });
    }

    private List<ProcessHandle> handles(String kind) {
        return told(kind)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
    }

    private Stream<String> told(String kind) {
        return said.stream().filter(line -> line.startsWith(kind + " ")).map(line -> line.substring(kind.length() + 1));
    }
}
