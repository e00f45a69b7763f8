package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.agreement.Slice;
import io.runstwice.agreement.TierLine;
import io.runstwice.effect.Effects;
import io.runstwice.effect.Files;
import io.runstwice.examples.support.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deliveries on threads and in processes that are killed by SIGKILL lead to the same verdicts, schedules and stories,
 * one delivery at a time. Files cannot be watched from a process: the example that writes some is left out. All of them
 * take long: {@code -Dtests.slice} runs a part.
 */
class TiersAgreeOnExamplesTests {

    private static final System.Logger LOG = System.getLogger(TiersAgreeOnExamplesTests.class.getName());

    /** Two that were chosen because they are short; all of them in the proof. */
    @ParameterizedTest
    @ValueSource(strings = {"BrokenMeterJob", "FixedMeterJob"})
    void processes_agreeWithThreads(String example) {
        agree(places().stream()
                .filter(place -> place.scenario().name().equals(example))
                .findFirst()
                .orElseThrow());
    }

    @Test
    @Tag("proof")
    void processes_inEveryExample_agreeWithThreads() {
        List<ExamplePlace> all = places();
        IntStream.range(0, all.size())
                .filter(Slice.asked()::has)
                .mapToObj(all::get)
                .forEach(TiersAgreeOnExamplesTests::agree);
    }

    private static List<ExamplePlace> places() {
        return ExamplePlace.all()
                .filter(place -> place.scenario().world().values().stream().noneMatch(Files.class::isInstance))
                .toList();
    }

    private static void agree(ExamplePlace place) {
        Verdict threads = threads(place);
        Verdict processes = processes(place);

        assertThat(threads.isInconclusive()).as(threads.toString()).isFalse();
        assertThat(said(processes))
                .as(place.scenario() + "\n" + threads + "\n" + processes)
                .isEqualTo(said(threads));
        LOG.log(
                System.Logger.Level.INFO,
                "tiers agree on {0}: {1} schedules",
                place.scenario(),
                processes.coverage().explored());
    }

    /** The job as it is. */
    private static Verdict threads(ExamplePlace place) {
        Scenario scenario = place.scenario();
        return explore(RunsTwice.job(ExamplePlace.JobThere.NAME, scenario.job()), place, scenario);
    }

    /** The job made once more in each process. */
    private static Verdict processes(ExamplePlace place) {
        return explore(RunsTwice.job(ExamplePlace.JobThere.class).tier(Tier.PROCESS), place, place.scenario());
    }

    private static Verdict explore(RunsTwice exploration, ExamplePlace place, Scenario scenario) {
        scenario.world().forEach(exploration::watching);
        scenario.actors().forEach(exploration::alongside);
        return exploration
                .given(scenario.given())
                .watching(place.name(), Effects.unkeyed())
                .within(scenario.oneAtATime().bounds().guard(Duration.ofMinutes(10)))
                .explore();
    }

    private static String said(Verdict verdict) {
        String examples = verdict.counterexamples().stream()
                .map(example -> example.schedule() + "\n" + example.violation().kind() + "\n" + example.story())
                .collect(Collectors.joining("\n"));
        return TierLine.without(verdict) + verdict.coverage() + examples;
    }
}
