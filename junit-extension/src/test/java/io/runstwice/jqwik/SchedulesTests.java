package io.runstwice.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.runstwice.RunsTwice;
import io.runstwice.effect.Effects;
import io.runstwice.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.AssertionFailedError;

/** What jqwik makes of {@code @ForAll Schedule}. */
class SchedulesTests {

    @Test
    void generatedSchedules_areChoicesOfManyKinds() {
        Set<String> drawn = new TreeSet<>();
        Random random = new Random(1);
        IntStream.range(0, 500)
                .mapToObj(i -> Schedules.ofAtMost(3).generator(500).next(random).value())
                .forEach(schedule -> {
                    assertThat(schedule.isBound()).isFalse();
                    assertThat(schedule.choices()).hasSizeBetween(1, 3);
                    assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
                    drawn.add(schedule.toString());
                });

        assertThat(drawn).hasSizeGreaterThan(300);
        assertThatIllegalArgumentException().isThrownBy(() -> Schedules.ofAtMost(0));
    }

    @Test
    void edgeCases_areSingleChoicesInTheOrderOfAnExploration() {
        List<String> edges = new ArrayList<>();
        Schedules.any().edgeCases().forEach(edge -> edges.add(edge.value().toString()));

        assertThat(edges).startsWith("choices 0", "choices 1", "choices 2").hasSize(40);
    }

    @Test
    void shrinking_neverGrows() {
        ShrinkableSchedule start = new ShrinkableSchedule(List.of(70, 3, 900));

        assertThat(start.shrink().toList()).isNotEmpty().allSatisfy(smaller -> assertThat(smaller.distance())
                .isLessThan(start.distance()));
        assertThat(new ShrinkableSchedule(List.of(0)).shrink()).isEmpty();
    }

    @Test
    void safeJob_isGreen() {
        EngineExecutionResults results = run(SafeTestCases.class);

        results.testEvents().assertStatistics(events -> events.succeeded(1).failed(0));
    }

    @Test
    void unsafeJob_isToldWithInputScheduleStoryAndSeed() {
        EngineExecutionResults results = run(ThresholdTestCases.class);

        assertThat(failure(results))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("MailJob is not safe to run twice: double effect")
                .hasMessageContaining("D1  ✗ acknowledgement lost: the queue never heard of it")
                .hasMessageContaining("@Replay(\"D1 acknowledgement lost; D2\")");
        assertThat(report(results)).contains("choices 1", "1001", "seed");
    }

    private static EngineExecutionResults run(Class<?> cases) {
        return EngineTestKit.engine("jqwik")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.database", "target/jqwik-database")
                .selectors(selectClass(cases))
                .execute();
    }

    private static Throwable failure(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .flatMap(event -> event.getPayload(org.junit.platform.engine.TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .findFirst()
                .orElseThrow();
    }

    private static String report(EngineExecutionResults results) {
        StringBuilder report = new StringBuilder();
        results.allEvents().reportingEntryPublished().stream()
                .flatMap(event -> event.getPayload(ReportEntry.class).stream())
                .forEach(entry -> report.append(entry.getKeyValuePairs()));
        return report.toString();
    }

    static class SafeTestCases {

        private final Effects mails = Effects.keyed();

        @Property(tries = 40)
        void sentOnce(@ForAll @IntRange(min = 1, max = 9) int user, @ForAll Schedule schedule) {
            RunsTwice.job("MailJob", delivery -> mails.perform("mail", "user-" + user, "to " + user))
                    .watching("mails", mails)
                    .replay(schedule)
                    .explore()
                    .orThrow();
        }
    }

    static class ThresholdTestCases {

        private final Effects mails = Effects.keyed();

        @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
        void sentOnce(@ForAll @IntRange(min = 1, max = 50_000) int cents, @ForAll Schedule schedule) {
            RunsTwice.job("MailJob", delivery -> mails.perform("mail", cents > 1_000 ? null : "key", "for " + cents))
                    .watching("mails", mails)
                    .replay(schedule)
                    .explore()
                    .orThrow();
        }
    }
}
