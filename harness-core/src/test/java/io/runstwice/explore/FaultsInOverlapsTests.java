package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.run.Attempt;
import io.runstwice.run.Notebook;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Workload;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Faults in overlaps alone, as a node of a test tree explores them: nothing is known of overlaps when it begins. */
class FaultsInOverlapsTests {

    private static final Bounds BOUNDS = Bounds.standard().preemptions(1).guard(Duration.ofMinutes(1));

    private final Notebook notebook = Notebook.byLine();
    private final AtomicInteger standing = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Looks at x, which no worker changes unless a delivery is overtaken. */
    private void job(boolean changesX) {
        most.accumulateAndGet(standing.incrementAndGet(), Math::max);
        try {
            notebook.has("x");
        } finally {
            standing.decrementAndGet();
        }
        boolean before = notebook.has("y");
        boolean overtaken = !before && notebook.has("y");
        if (overtaken && changesX) {
            notebook.touch("x");
        }
        notebook.writeUnlessThere("y");
    }

    private Findings explore(boolean changesX) {
        RunEnvironment environment = new RunEnvironment();
        World world = new World(Map.of("notebook", notebook));
        world.open(environment::gate);
        Workload workload = Workload.of((Attempt attempt) -> job(changesX));
        Findings findings = new Exploration("job", world, environment, workload, BOUNDS)
                .explore(new Part.OfFamily(Family.FAULTS_IN_OVERLAPS));
        world.close();
        assertThat(findings.isSafe()).as("%s", findings.inconclusive()).isTrue();
        return findings;
    }

    @Test
    void lookAtWhatNobodyChanges_isNoPlaceToStandStillAndIsCounted() {
        Findings findings = explore(false);

        assertThat(most).hasValue(1);
        assertThat(findings.tally().overlaps().noPoints()).isEqualTo(1);
    }

    @Test
    void lookAtWhatAnOverlapWasSeenToChange_becomesAPlaceToStandStill() {
        Findings findings = explore(true);

        assertThat(most).hasValue(2);
        assertThat(findings.tally().overlaps().noPoints()).isZero();
    }

    @Test
    void queueThatNeverHoldsACopy_isExploredWithoutOne() {
        Bounds once = Bounds.standard()
                .copies(1)
                .preemptions(1)
                .withVisibilityLapses()
                .guard(Duration.ofMinutes(1));
        RunEnvironment environment = new RunEnvironment();
        World world = new World(Map.of("notebook", notebook));
        world.open(environment::gate);
        Workload workload = Workload.of((Attempt attempt) -> {
            if (!notebook.has("y")) {
                notebook.write("y");
            }
        });
        Findings findings = new Exploration("job", world, environment, workload, once)
                .explore(new Part.OfFamily(Family.FAULTS_IN_OVERLAPS));
        world.close();

        assertThat(findings.findings()).isNotEmpty().allSatisfy(finding -> assertThat(
                        finding.run().schedule().toString())
                .doesNotContain("copy"));
    }
}
