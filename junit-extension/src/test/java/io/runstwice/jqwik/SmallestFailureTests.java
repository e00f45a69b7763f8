package io.runstwice.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.runstwice.RunsTwice;
import io.runstwice.effect.EffectLost;
import io.runstwice.effect.Effects;
import io.runstwice.schedule.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Whatever seed finds it, what is told is the same: the smallest amount, and the smallest history. */
@Tag("exhaustive")
class SmallestFailureTests {

    private static final Pattern SHRUNK =
            Pattern.compile("Shrunk Sample.*?cents: (\\d+)\\s+schedule: (choices[ 0-9]+)", Pattern.DOTALL);

    /** What an earlier run found would be tried first. */
    @TempDir
    Path directory;

    @Test
    void twoSeeds_endAtTheSameAmountAndSchedule() {
        mustAllEndAtTheSame(TwoSeedsTestCases.class, 2);
    }

    @Test
    @Tag("proof")
    void tenSeeds_endAtTheSameAmountAndSchedule() {
        mustAllEndAtTheSame(TenSeedsTestCases.class, 10);
    }

    private void mustAllEndAtTheSame(Class<?> cases, int seeds) {
        EngineExecutionResults results = EngineTestKit.engine("jqwik")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter(
                        "jqwik.database", directory.resolve("database").toString())
                .selectors(selectClass(cases))
                .execute();
        String report = results.allEvents().reportingEntryPublished().stream()
                .flatMap(event -> event.getPayload(ReportEntry.class).stream())
                .map(entry -> entry.getKeyValuePairs().toString())
                .collect(Collectors.joining("\n"));
        List<String> shrunk = SHRUNK.matcher(report)
                .results()
                .map(SmallestFailureTests::sample)
                .toList();
        List<String> stories = results.testEvents().failed().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .toList();

        assertThat(shrunk).hasSize(seeds).containsOnly("5001 choices 11");
        assertThat(stories).hasSize(seeds).allSatisfy(story -> assertThat(story)
                .contains("PayoutJob is not safe to run twice: double effect")
                .contains("@Replay(\"D1 of #2 lost reply of payouts payout #1; D2 of #1\")"));
    }

    private static String sample(MatchResult found) {
        return found.group(1) + " " + found.group(2).strip();
    }

    /** Pays the second of two messages again under another key, when the reply was lost and the amount is large. */
    static class TwoSeedsTestCases {

        private final Effects payouts = Effects.keyed();

        final void paidOnce(int cents, Schedule schedule) {
            RunsTwice.history("PayoutJob", List.of("first", "second"), (message, delivery) -> pay(message, cents))
                    .watching("payouts", payouts)
                    .replay(schedule)
                    .explore()
                    .orThrow();
        }

        private void pay(String message, int cents) {
            String detail = message + " " + cents;
            try {
                payouts.perform("payout", message, detail);
            } catch (EffectLost lost) {
                if (message.equals("first") || cents <= 5_000) {
                    throw lost;
                }
                payouts.perform("payout", message + "-again", detail);
            }
        }

        @Property(seed = "1", shrinking = ShrinkingMode.FULL)
        void one(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "2", shrinking = ShrinkingMode.FULL)
        void two(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }
    }

    static class TenSeedsTestCases extends TwoSeedsTestCases {

        @Property(seed = "3", shrinking = ShrinkingMode.FULL)
        void three(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "4", shrinking = ShrinkingMode.FULL)
        void four(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "5", shrinking = ShrinkingMode.FULL)
        void five(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "6", shrinking = ShrinkingMode.FULL)
        void six(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "7", shrinking = ShrinkingMode.FULL)
        void seven(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "8", shrinking = ShrinkingMode.FULL)
        void eight(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "9", shrinking = ShrinkingMode.FULL)
        void nine(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }

        @Property(seed = "10", shrinking = ShrinkingMode.FULL)
        void ten(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
            paidOnce(cents, schedule);
        }
    }
}
