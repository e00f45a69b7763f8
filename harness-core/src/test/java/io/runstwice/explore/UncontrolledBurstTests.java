package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.run.Notebook;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UncontrolledBurstTests {

    private final Notebook notebook = new Notebook();
    private final AtomicInteger deliveries = new AtomicInteger();

    private Verdict explore(Job job, Bounds bounds) {
        deliveries.set(0);
        return RunsTwice.job("TestJob", job).watching(notebook).within(bounds).explore();
    }

    /** Looks, and acts only when the other one has looked too. */
    private Job jobThatMeetsAnother(int alone, CountDownLatch bothLooked) {
        return delivery -> {
            boolean inBurst = deliveries.incrementAndGet() > alone;
            boolean there = notebook.has("a");
            if (inBurst) {
                bothLooked.countDown();
                bothLooked.await(10, TimeUnit.SECONDS);
            }
            if (!there) {
                notebook.write("a");
            }
        };
    }

    @Test
    void violationOfABurst_isSeenAndNotReproduced() {
        Bounds calm = Bounds.standard().oneAtATime();
        assertThat(explore(jobThatMeetsAnother(Integer.MAX_VALUE, new CountDownLatch(0)), calm)
                        .isSafe())
                .isTrue();
        int alone = deliveries.get();

        Verdict verdict = explore(jobThatMeetsAnother(alone, new CountDownLatch(2)), calm.withFreeBurst(2));

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.reason().orElseThrow())
                .startsWith("seen, not reproduced: a free burst of 2 deliveries ended in a double effect");
    }

    @Test
    void burstThatEndsLikeTheBaseline_isOnlyNoted() {
        Verdict verdict = explore(
                delivery -> notebook.writeUnlessThere("a"), Bounds.standard().withFreeBurst(8));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("a free burst of 8 deliveries at once, uncontrolled");
    }
}
