package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.schedule.Point;
import io.runstwice.schedule.WorkerName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who stands still is woken for itself, whatever the reason, and for nobody else. */
class TurnBarrierTests {

    private static final Point POINT = new Point("notebook", "write a", 1);

    private final RunEnvironment environment = new RunEnvironment();
    private final Workers workers = new Workers(environment);
    private final TurnBarrier barrier = workers.barrier();
    private final DeliveryWorker one = environment.newWorker(workers, WorkerName.delivery(1));
    private final DeliveryWorker other = environment.newWorker(workers, WorkerName.delivery(2));

    @AfterEach
    void close() {
        barrier.close();
    }

    private Thread standingStill(DeliveryWorker worker) {
        Thread thread = new Thread(() -> barrier.arrive(worker, POINT, false));
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
        Thread its = standingStill(one);
        Thread others = standingStill(other);

        barrier.release(one);

        mustGoOn(its);
        assertThat(others.getState()).isEqualTo(Thread.State.WAITING);
        barrier.release(other);
        mustGoOn(others);
    }

    @Test
    void whoIsOver_standsStillNoLonger() {
        Thread its = standingStill(one);

        barrier.over(one);

        mustGoOn(its);
    }

    @Test
    void closed_holdsNobody() {
        Thread its = standingStill(one);
        Thread others = standingStill(other);

        barrier.close();

        mustGoOn(its);
        mustGoOn(others);
    }
}
