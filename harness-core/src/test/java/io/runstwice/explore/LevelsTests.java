package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runstwice.Counterexample;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.run.Notebook;
import io.runstwice.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The smallest schedules of every family come before the larger ones of any. */
class LevelsTests {

    private final Notebook notebook = new Notebook(true);

    /** Goes wrong after two crashes, and if two deliveries look at x before either has written it. */
    private void job() {
        if (!notebook.has("first try")) {
            notebook.write("first try");
        } else if (!notebook.has("second try")) {
            notebook.write("second try");
        } else {
            notebook.write("gave up");
        }
        if (!notebook.has("x")) {
            notebook.write("x");
        }
        notebook.erase("first try");
        notebook.erase("second try");
    }

    @Test
    void overlapOfOneSwitch_isToldBeforeTwoCrashes_whichAreKnownToo() {
        Verdict verdict =
                RunsTwice.job("Job", delivery -> job()).watching(notebook).explore();

        assertThat(verdict.counterexamples())
                .extracting(Counterexample::schedule)
                .extracting(Schedule::faults, Schedule::preemptions)
                .startsWith(tuple(0, 1))
                .contains(tuple(2, 0));
        assertThat(verdict.coverage().missing())
                .containsExactly("stopped at the first violation of deliveries that overlap");
    }

    @Test
    void everyFamily_isExploredByItsOwnNodeOrByThatOfTheOneItGoesOnFrom() {
        assertThat(Family.values()).allSatisfy(family -> {
            assertThat(family.node().node()).isSameAs(family.node());
            assertThat(new Part.OfFamily(family.node()).has(family)).isTrue();
        });
        assertThat(Arrays.stream(Family.values()).map(Family::title)).doesNotHaveDuplicates();
    }

    @Test
    void nodesOfAJob_coverTheFamiliesThatAreAsked_eachOnce() {
        List<Part> nodes = RunsTwice.job("Job", delivery -> notebook.writeUnlessThere("x"))
                .watching(notebook)
                .explore()
                .parts();

        assertThat(Family.values())
                .filteredOn(family ->
                        nodes.stream().filter(node -> node.has(family)).count() == 1)
                .containsExactly(
                        Family.REPETITION,
                        Family.FIRST_FAULTS,
                        Family.CRASHES,
                        Family.LATER_LOSSES,
                        Family.COPIES,
                        Family.LAPSED,
                        Family.LATE_THAWS,
                        Family.FAULTS_IN_OVERLAPS);
        assertThat(nodes).filteredOn(Part.Single.class::isInstance).hasSize(4);
    }
}
