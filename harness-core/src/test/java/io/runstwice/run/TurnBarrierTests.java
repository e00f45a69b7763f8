package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.schedule.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker that stands still is woken for itself, whatever the reason, and never for another one. */
class TurnBarrierTests {

    private static final Point POINT = new Point("notebook", "write a", 1);

    private final TurnBarrier<String> barrier = new TurnBarrier<>();

    @AfterEach
    void close() {
        barrier.close();
    }

    private Thread standingStill(String worker) {
        Thread thread = new Thread(() -> barrier.arrive(worker, new WorkerState.Still(POINT, false), () -> false));
        thread.start();
        await().until(() ->
                thread.getState() == Thread.State.WAITING && barrier.state(worker) instanceof WorkerState.Still);
        return thread;
    }

    private static void mustGoOn(Thread thread) {
        await().until(() -> !thread.isAlive());
    }

    @Test
    void whoIsReleased_goesOnAlone() {
        Thread its = standingStill("D1");
        Thread others = standingStill("D2");

        barrier.release("D1");

        mustGoOn(its);
        assertThat(others.getState()).isEqualTo(Thread.State.WAITING);
        barrier.release("D2");
        mustGoOn(others);
    }

    @Test
    void whoIsOver_standsStillNoLonger() {
        Thread its = standingStill("D1");

        barrier.over("D1");

        mustGoOn(its);
    }

    @Test
    void closed_holdsNoWorker() {
        Thread its = standingStill("D1");
        Thread others = standingStill("D2");

        barrier.close();

        mustGoOn(its);
        mustGoOn(others);
    }
}
