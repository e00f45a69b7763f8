package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The places at which a delivery is not frozen, because no worker is thought to notice, against freezing it everywhere.
 * Both families stop at their first violation, so the verdict is compared, and not its kinds.
 */
@Tag("exhaustive")
class FrozenPointsTests {

    private static final UnaryOperator<Interaction> CONFLICTING =
            interaction -> interaction.touching(Footprint.writingAll());

    private static final System.Logger LOG = System.getLogger(FrozenPointsTests.class.getName());

    private static OverlapSearches searches;

    @BeforeAll
    static void open() {
        searches = new OverlapSearches("frozen");
    }

    @AfterAll
    static void close() {
        searches.close();
    }

    /** One of the families of schedules in which a delivery stands still. */
    private interface Frozen {
        void explore(ExplorationContext context, Checkpoint from, Run alone, KnownFootprints footprints);
    }

    private static final Frozen LAPSED =
            (context, from, alone, footprints) -> new LapsedVisibility(context, from, alone, footprints).smallest();

    private static final Frozen FAULTS = (context, from, alone, footprints) ->
            Agenda.share(context, List.of(new FaultsInOverlaps(context, from, alone, footprints)));

    private record Explored(boolean safe, int runs) {}

    @Test
    void sample_hasTheSameVerdictFrozenAtPointsAndEverywhere() {
        assertThat(compare(LongStream.range(0, 6), 2, LAPSED)).isGreaterThanOrEqualTo(6);
        assertThat(compare(LongStream.range(0, 3), 2, FAULTS)).isGreaterThanOrEqualTo(3);
    }

    @Test
    @Tag("proof")
    void twoHundredJobs_haveTheSameVerdictFrozenAtPointsAndEverywhere() {
        assertThat(compare(LongStream.range(0, 200), 3, LAPSED)).isGreaterThanOrEqualTo(190);
        assertThat(compare(LongStream.range(0, 200), 3, FAULTS)).isGreaterThanOrEqualTo(190);
    }

    /** Gives back how many jobs could be compared. */
    private static int compare(LongStream seeds, int longest, Frozen family) {
        int compared = 0;
        int unsafe = 0;
        int everywhere = 0;
        int atPoints = 0;
        for (long seed : seeds.toArray()) {
            GeneratedOverlap job = GeneratedOverlap.draw(seed, longest).amongInnocentReads();
            Optional<Explored> all = explored(job, family, CONFLICTING);
            Optional<Explored> some = explored(job, family, UnaryOperator.identity());
            assertThat(some.map(Explored::safe)).as(job.toString()).isEqualTo(all.map(Explored::safe));
            if (all.isPresent() && some.isPresent()) {
                compared++;
                unsafe += all.get().safe() ? 0 : 1;
                everywhere += all.get().runs();
                atPoints += some.get().runs();
            }
        }
        LOG.log(
                System.Logger.Level.INFO,
                "frozen: {0} jobs compared, {1} unsafe; runs: {2} everywhere, {3} at points",
                compared,
                unsafe,
                everywhere,
                atPoints);
        assertThat(atPoints).as("something was left out").isLessThan(everywhere);
        return compared;
    }

    private static Optional<Explored> explored(
            GeneratedOverlap job, Frozen family, UnaryOperator<Interaction> footprints) {
        searches.takeFootprintsFor(footprints);
        return searches.aboutDrawn(job, (runner, baseline) -> {
            ExplorationContext context = searches.inquiry(runner, baseline);
            family.explore(context, runner.root(), baseline.run(), OverlapSearches.seen(baseline.run()));
            return Optional.of(new Explored(
                    context.findings().isEmpty(), context.tally().overlaps().explored()));
        });
    }
}
