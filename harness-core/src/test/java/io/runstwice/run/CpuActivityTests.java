package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.schedule.Point;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CpuActivityTests {

    private final AtomicBoolean computes = new AtomicBoolean();
    private final AtomicBoolean ends = new AtomicBoolean();
    private final Semaphore task = new Semaphore(0);
    private final Thread worker = new Thread(this::work);
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

    private void work() {
        while (!ends.get()) {
            task.acquireUninterruptibly();
            compute();
        }
    }

    private void compute() {
        while (computes.get()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        computes.set(false);
        ends.set(true);
        task.release();
        worker.join();
        scheduler.shutdownNow();
    }

    private static void awaitState(Thread thread, Thread.State state) {
        await().until(() -> thread.getState() == state);
    }

    private CpuActivity ofTheWorkerAtRest() {
        worker.start();
        awaitState(worker, Thread.State.WAITING);
        return settled(new CpuActivity(() -> List.of(worker)));
    }

    /** A thread that is said to wait may still be on its way into the operating system. */
    private static CpuActivity settled(CpuActivity cpuActivity) {
        await().until(() -> cpuActivity.look() >= 2);
        return cpuActivity;
    }

    @Test
    void whoComputedAndRestsAgain_beginsTheCountAgain() {
        CpuActivity cpuActivity = ofTheWorkerAtRest();

        task.release();
        await().until(() -> task.availablePermits() == 0 && task.hasQueuedThreads());
        awaitState(worker, Thread.State.WAITING);

        assertThat(cpuActivity.look()).isZero();
    }

    @Test
    void whoComputes_stopsTheCountUntilItIsKnownWhatFor() {
        CpuActivity cpuActivity = ofTheWorkerAtRest();

        computes.set(true);
        task.release();
        awaitState(worker, Thread.State.RUNNABLE);
        await().until(() -> cpuActivity.look() == cpuActivity.look());
        int before = cpuActivity.look();
        assertThat(cpuActivity.look()).isEqualTo(before);
        computes.set(false);
        awaitState(worker, Thread.State.WAITING);

        assertThat(cpuActivity.look()).isZero();
    }

    @Test
    void whoHasEnded_beginsTheCountAgain() throws InterruptedException {
        AtomicReference<List<Thread>> alive = new AtomicReference<>(List.of(worker));
        worker.start();
        awaitState(worker, Thread.State.WAITING);
        CpuActivity cpuActivity = settled(new CpuActivity(alive::get));

        ends.set(true);
        task.release();
        worker.join();
        alive.set(List.of());

        assertThat(cpuActivity.look()).isZero();
    }

    @Test
    void whoComesBackByTheClock_doesNotBeginTheCountAgain() throws Exception {
        Thread clocked = scheduler.submit(Thread::currentThread).get();
        scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
        awaitState(clocked, Thread.State.TIMED_WAITING);
        CpuActivity cpuActivity = settled(new CpuActivity(() -> List.of(clocked)));
        int before = cpuActivity.look();

        scheduler.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
        awaitState(clocked, Thread.State.TIMED_WAITING);

        assertThat(cpuActivity.look()).isEqualTo(before + 1);
    }

    /** A worker whose second thread waits for its turn looks up every millisecond. */
    @Test
    void whoStandsAtTheGate_doesNotBeginTheCountAgain() throws InterruptedException {
        TurnBarrier<String> barrier = new TurnBarrier<>();
        Thread atTheGate = new Thread(() -> {
            task.acquireUninterruptibly();
            barrier.arrive("D1", new WorkerState.Still(new Point("db", "COMMIT", 1), false), () -> false);
        });
        atTheGate.start();
        awaitState(atTheGate, Thread.State.WAITING);
        CpuActivity cpuActivity = settled(new CpuActivity(() -> List.of(atTheGate)));
        int before = cpuActivity.look();

        task.release();
        await().until(() -> barrier.state("D1") instanceof WorkerState.Still);
        awaitState(atTheGate, Thread.State.WAITING);

        assertThat(cpuActivity.look()).isEqualTo(before + 1);
        barrier.close();
        atTheGate.join();
    }
}
