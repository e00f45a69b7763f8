package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.run.Notebook;
import io.runstwice.run.Runner;
import io.runstwice.run.Stage;
import io.runstwice.run.Works;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Footprint;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** A job that goes wrong in one order alone: the actor begins between its first two looks, and ends after the third. */
class DependenceTests {

    private static final WorkerName WRITER = WorkerName.actor("writer");
    private static final Limits LIMITS = new Limits(
            Duration.ofHours(1), 5_000, 2, Integer.MAX_VALUE, false, 0, Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final Notebook notebook = new Notebook();

    private void job() {
        boolean begun = notebook.has("begun");
        boolean begunSince = notebook.has("begun");
        boolean ended = notebook.has("ended");
        notebook.write(!begun && begunSince && !ended ? "wrong" : "right");
    }

    private void writer() {
        notebook.write("begun");
        notebook.write("ended");
    }

    private boolean finds(Reduction reduction) {
        Stage stage = new Stage();
        World world = new World(Map.of("notebook", notebook));
        world.open(stage::gate);
        Works works = new Works(attempt -> job(), Map.of(WRITER, attempt -> writer()));
        Runner runner = new Runner(stage, world, works, LIMITS.deliveryWithin(), LIMITS.redeliveredWithin());
        Determinism.Passed baseline = new Determinism(runner, world).pass();
        Inquiry inquiry = new Inquiry(
                "job",
                world,
                stage,
                runner,
                baseline.judge(),
                LIMITS,
                System.nanoTime() + LIMITS.guard().toNanos());
        Beginners both = new Beginners(List.of(Turn.of(WRITER)), List.of(Turn.of(1)), false);
        Interleavings all = new Interleavings(inquiry, runner.beginning(), both, new Footprints(), reduction);
        while (!all.isExhausted()) {
            all.step();
        }
        runner.restore();
        world.close();
        return !inquiry.findings().isEmpty();
    }

    private static Reduction forgetting(BiPredicate<Move, Move> dependence) {
        return new Reduction(EnumSet.of(Reduction.Rule.COMMUTING), dependence);
    }

    private static Footprint writtenBy(Move move) {
        return new Footprint(Set.of(), move.interaction().footprint().writes());
    }

    @Test
    void oneBadOrder_isFoundWithAndWithoutReduction() {
        assertThat(finds(Reduction.none())).isTrue();
        assertThat(finds(Reduction.full())).isTrue();
    }

    @Test
    void dependenceThatForgetsEverything_missesIt() {
        assertThat(finds(forgetting((one, other) -> false))).isFalse();
    }

    @Test
    void dependenceThatForgetsWhatIsRead_missesIt() {
        assertThat(finds(forgetting((one, other) -> writtenBy(one).conflictsWith(writtenBy(other)))))
                .isFalse();
    }
}
