package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Verdict;
import io.runstwice.examples.support.Scenario;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same exploration gives the same schedules, verdict and text, however often it is repeated. */
class DeterminismTests {

    private static final int REPETITIONS = 100;

    private final List<Scenario> scenarios = EveryExample.scenarios();

    /** Every sixteenth one; all of them, and more often, in the proof. */
    @TestFactory
    List<DynamicTest> exploredAgain_saysTheSame() {
        return IntStream.iterate(0, index -> index < scenarios.size(), index -> index + 16)
                .mapToObj(scenarios::get)
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> repeat(scenario, 2)))
                .toList();
    }

    @Test
    @Tag("proof")
    void exploredAgain_hundredTimes_saysTheSame() {
        scenarios.forEach(scenario -> repeat(scenario, REPETITIONS));
        System.getLogger(DeterminismTests.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "determinism: {0} explorations, {1} times each, said the same",
                        scenarios.size(),
                        REPETITIONS);
    }

    private static void repeat(Scenario scenario, int times) {
        String first = everythingSaid(scenario.explore());
        for (int i = 1; i < times; i++) {
            assertThat(everythingSaid(scenario.explore()))
                    .as("%s, repetition %d", scenario, i)
                    .isEqualTo(first);
        }
    }

    static String everythingSaid(Verdict verdict) {
        String examples = verdict.counterexamples().stream()
                .map(example -> example.schedule() + "\n" + example.violation().kind() + "\n" + example.story())
                .collect(Collectors.joining("\n"));
        return verdict + "\n" + verdict.coverage() + "\n" + examples;
    }
}
