package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.judge.Violation;
import io.runstwice.run.Notebook;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What an exploration tells, the line that it tells repeats; or else the verdict shows both runs. */
class RepeatedFindingTests {

    private final Notebook notebook = new Notebook();

    private RunsTwice charging(Job job) {
        return RunsTwice.job("Charge", job).watching(notebook);
    }

    @Test
    void findingThatDoesNotRepeat_isInconclusiveAndShowsBothRuns() {
        AtomicBoolean careless = new AtomicBoolean(true);

        Verdict verdict = charging(delivery -> {
                    if (!notebook.has("a") || careless.getAndSet(false)) {
                        notebook.write("a");
                    }
                })
                .explore();

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .containsSubsequence(
                        "led to a double effect once, but not when it was run again",
                        "first      double effect",
                        "schedule   D1 acknowledgement lost; D2",
                        "expected   notebook lines   1 row",
                        "D2  notebook  a  true\n  D2  notebook  a  true\n  D2  ✓ acknowledged",
                        "repeated   ends as a single delivery does",
                        "schedule   D1 acknowledgement lost; D2",
                        "queue never heard of it\n  D2  notebook  a  true\n  D2  ✓ acknowledged");
    }

    /**
     * Each copy is given back at once and at the end of the bound; the line that says so grants neither of them another
     * delivery.
     */
    @Test
    void copiesThatHoldEachOtherUp_areStuck_andTheLineRepeats() {
        Job job = delivery -> {
            if (!notebook.has("a")) {
                notebook.write("a");
            }
            if (notebook.lines().size() > 1) {
                throw new IllegalStateException("there are two");
            }
        };

        Verdict verdict = charging(job).explore();

        assertThat(verdict.counterexamples())
                .as(verdict.toString())
                .isNotEmpty()
                .allSatisfy(told -> {
                    assertThat(told.violation().kind()).isEqualTo(Violation.Kind.STUCK);
                    Verdict again = charging(job).replay(told.schedule()).explore();
                    assertThat(again.counterexamples()).as(told.story() + again).hasSize(1);
                    assertThat(again.counterexamples().get(0).schedule()).isEqualTo(told.schedule());
                    assertThat(again.counterexamples().get(0).story()).contains("given back by 3 deliveries");
                });
    }
}
