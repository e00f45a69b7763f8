package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.schedule.Point;
import io.runstwice.schedule.WorkerName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who stands still is woken for itself, whatever the reason, and for nobody else. */
class FloorTests {

    private static final Point POINT = new Point("notebook", "write a", 1);

    private final Stage stage = new Stage();
    private final Cast cast = new Cast(stage);
    private final Floor floor = cast.floor();
    private final DeliveryWorker one = stage.hire(cast, WorkerName.delivery(1));
    private final DeliveryWorker other = stage.hire(cast, WorkerName.delivery(2));

    @AfterEach
    void close() {
        floor.close();
    }

    private Thread standingStill(DeliveryWorker worker) {
        Thread thread = new Thread(() -> floor.arrive(worker, POINT, false));
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING && floor.stance(worker) instanceof Stance.Still);
        return thread;
    }

    private static void mustGoOn(Thread thread) {
        await().until(() -> !thread.isAlive());
    }

    @Test
    void whoIsReleased_goesOnAlone() {
        Thread its = standingStill(one);
        Thread others = standingStill(other);

        floor.release(one);

        mustGoOn(its);
        assertThat(others.getState()).isEqualTo(Thread.State.WAITING);
        floor.release(other);
        mustGoOn(others);
    }

    @Test
    void whoIsOver_standsStillNoLonger() {
        Thread its = standingStill(one);

        floor.over(one);

        mustGoOn(its);
    }

    @Test
    void closed_holdsNobody() {
        Thread its = standingStill(one);
        Thread others = standingStill(other);

        floor.close();

        mustGoOn(its);
        mustGoOn(others);
    }
}
