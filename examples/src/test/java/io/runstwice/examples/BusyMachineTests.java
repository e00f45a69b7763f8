package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.examples.support.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A busy machine changes no verdict and no text: the examples are explored again while four processes do nothing but
 * count.
 */
@Tag("proof")
class BusyMachineTests {

    private static final System.Logger LOG = System.getLogger(BusyMachineTests.class.getName());
    private static final int EXAMPLES = 30;
    private static final int REPETITIONS = 20;
    private static final int LOOPS = 4;

    @Test
    void thirtyExamples_besideFourBusyLoops_sayWhatTheySayAlone() throws IOException {
        List<Scenario> scenarios = spread(EveryExample.scenarios());
        List<String> alone = scenarios.stream()
                .map(scenario -> DeterminismTests.everythingSaid(scenario.explore()))
                .toList();
        try (BusyLoops loops = BusyLoops.start(LOOPS)) {
            for (int i = 0; i < scenarios.size(); i++) {
                for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
                    assertThat(DeterminismTests.everythingSaid(scenarios.get(i).explore()))
                            .as("%s, repetition %d", scenarios.get(i), repetition)
                            .isEqualTo(alone.get(i));
                }
                LOG.log(System.Logger.Level.INFO, "busy: {0} said the same {1} times", scenarios.get(i), REPETITIONS);
            }
            assertThat(loops.areRunning()).isTrue();
        }
    }

    private static List<Scenario> spread(List<Scenario> all) {
        return IntStream.range(0, EXAMPLES)
                .mapToObj(i -> all.get(i * all.size() / EXAMPLES))
                .toList();
    }

    /** Processes that count for ever, and end when this one does: their input ends then. */
    private record BusyLoops(List<Process> processes) implements AutoCloseable {

        static BusyLoops start(int loops) throws IOException {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < loops; i++) {
                processes.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Busy.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            return new BusyLoops(List.copyOf(processes));
        }

        boolean areRunning() {
            return processes.stream().allMatch(Process::isAlive);
        }

        @Override
        public void close() {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** Counts until its input ends. */
    static final class Busy {

        private Busy() {}

        public static void main(String... arguments) throws IOException {
            Thread counts = new Thread(() -> {
                long count = 0;
                while (!Thread.currentThread().isInterrupted()) {
                    count++;
                }
                System.out.println(count);
            });
            counts.setDaemon(true);
            counts.start();
            System.in.read();
        }
    }
}
