package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Wait;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn it is: exactly one worker runs between two points. Used by the harness's own thread alone.
 *
 * <p>A turn ends when its worker has come to its end, stands still at a planned pause, or is kept waiting by another
 * living worker. Whether a lock of a resource keeps it waiting is asked from the resource, never concluded from time.
 */
final class TurnScheduler {

    private final World world;
    private final TurnBarrier<DeliveryWorker> barrier;
    private final Workers workers;
    private final List<DeliveryWorker> living = new ArrayList<>();
    private final Set<DeliveryWorker> waitingInside = new HashSet<>();

    /** Why a turn came to its end. */
    enum Stop {
        OVER,
        PAUSED,
        WAITS,
        HUNG
    }

    TurnScheduler(World world, Workers workers) {
        this.world = world;
        this.workers = workers;
        this.barrier = workers.barrier();
    }

    /** The workers that have begun and have not come to their end, in the order in which they began. */
    List<DeliveryWorker> living() {
        return List.copyOf(living);
    }

    void enters(DeliveryWorker worker) {
        living.add(worker);
    }

    void leaves(DeliveryWorker worker) {
        living.remove(worker);
    }

    /** Whether it could go on if it were given the turn. */
    boolean canGoOn(DeliveryWorker worker) {
        return !barrier.state(worker).waits();
    }

    /** Gives the turn to a worker, or to none. */
    void turn(@Nullable DeliveryWorker worker) {
        workers.turn(worker);
        barrier.letPass(worker);
    }

    /** A worker has been given the turn: waits until there is a reason to take it back. */
    Stop await(DeliveryWorker worker, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        BlockedThreadDetector detector = new BlockedThreadDetector(worker, living);
        WorkerState before = null;
        while (true) {
            WorkerState workerState = barrier.await(worker, living.size() > 1, deadline);
            boolean sameCall =
                    workerState == before; // most come back before it is worth while to ask what they wait for
            before = workerState;
            if (workerState instanceof WorkerState.Over) {
                return Stop.OVER;
            } else if (workerState instanceof WorkerState.Still still) {
                workers.ask(worker.worker(), true);
                if (pauses(worker, still)) {
                    return Stop.PAUSED;
                }
                settle(worker, deadline);
                goOn(worker);
            } else if (workerState.waits() || sameCall && isKeptWaiting(worker, workerState, detector)) {
                return Stop.WAITS;
            } else if (System.nanoTime() > deadline) {
                return Stop.HUNG;
            }
        }
    }

    /** Lets a worker that stands still go on; if others wait, it is the one to be refused. */
    void goOn(DeliveryWorker worker) {
        if (barrier.isAnyWaiting(living, worker)) {
            world.sacrifice(worker);
        }
        barrier.release(worker);
    }

    private boolean pauses(DeliveryWorker worker, WorkerState.Still still) {
        if (!worker.plan().pausesAt(still.point(), still.inFlight())) {
            return false;
        }
        worker.plan().paused(still.point(), still.inFlight());
        workers.record(new Step.Paused(worker.worker(), still.inFlight(), still.point()));
        return true;
    }

    private boolean isKeptWaiting(DeliveryWorker worker, WorkerState workerState, BlockedThreadDetector detector) {
        if (living.size() < 2) {
            return false;
        }
        if (workerState instanceof WorkerState.Calling calling) {
            return waitsInResource(worker, calling);
        }
        return workerState instanceof WorkerState.Running && waitsInside(worker, detector);
    }

    private boolean waitsInResource(DeliveryWorker worker, WorkerState.Calling calling) {
        Optional<Wait> wait = world.waits(calling.resource(), worker)
                .filter(found -> !holders(worker, found).isEmpty());
        if (wait.isEmpty() || !barrier.waits(worker, calling)) {
            return false;
        }
        Wait found = wait.get();
        workers.record(new Step.Waits(
                worker.worker(),
                Optional.of(calling.point()),
                new Step.Waits.Waiting(
                        holders(worker, found).stream()
                                .map(DeliveryWorker::worker)
                                .toList(),
                        found.lock(),
                        found.expires())));
        return true;
    }

    /** The living others that keep it waiting. */
    private List<DeliveryWorker> holders(DeliveryWorker worker, Wait wait) {
        List<DeliveryWorker> holders =
                wait.holders().stream().map(DeliveryWorker::of).toList();
        return living.stream()
                .filter(other -> other != worker && holders.contains(other))
                .toList();
    }

    private boolean waitsInside(DeliveryWorker worker, BlockedThreadDetector detector) {
        Optional<Step.Waits.Waiting> wait = detector.look();
        if (wait.isEmpty() || !barrier.waitsInside(worker)) {
            return false;
        }
        waitingInside.add(worker);
        workers.record(new Step.Waits(worker.worker(), Optional.empty(), wait.get()));
        return true;
    }

    /**
     * Waits until every worker that was kept waiting, but this one, either still is or stands still at a point: those
     * that a lock was granted to go on to their next point, one after the other.
     *
     * @param but whose turn it is, or null
     */
    void settle(@Nullable DeliveryWorker but, long deadline) {
        for (DeliveryWorker other : living()) {
            if (other != but && waitingInside.contains(other)) {
                settleInside(other, deadline);
            } else if (other != but && barrier.state(other) instanceof WorkerState.Waiting waiting) {
                settle(other, waiting, deadline);
            } else if (other != but && barrier.state(other) instanceof WorkerState.Back) {
                comeBack(other, deadline);
            }
        }
    }

    private void settle(DeliveryWorker waiting, WorkerState.Waiting workerState, long deadline) {
        String resource = workerState.resource();
        while (barrier.state(waiting) instanceof WorkerState.Waiting && System.nanoTime() < deadline) {
            if (world.waits(resource, waiting)
                    .filter(found -> !holders(waiting, found).isEmpty())
                    .isPresent()) {
                return;
            }
            barrier.pause();
        }
        comeBack(waiting, deadline);
    }

    /** Its call has come back: it is recorded, and goes on to its next point. */
    private void comeBack(DeliveryWorker worker, long deadline) {
        DeliveryWorker before = workers.turn();
        workers.turn(worker);
        barrier.letPass(null);
        barrier.release(worker);
        BlockedThreadDetector detector = new BlockedThreadDetector(worker, living);
        WorkerState workerState = barrier.await(worker, true, deadline);
        while (workerState instanceof WorkerState.Running
                && System.nanoTime() < deadline
                && !waitsInside(worker, detector)) {
            workerState = barrier.await(worker, true, deadline);
        }
        turn(before);
    }

    private void settleInside(DeliveryWorker waiting, long deadline) {
        BlockedThreadDetector detector = new BlockedThreadDetector(waiting, living);
        while (barrier.state(waiting) instanceof WorkerState.WaitingInside && System.nanoTime() < deadline) {
            if (detector.look().isPresent()) {
                return;
            }
            barrier.pause();
        }
        if (!(barrier.state(waiting) instanceof WorkerState.WaitingInside)) {
            waitingInside.remove(waiting);
            workers.record(new Step.Freed(waiting.worker()));
        }
    }

    /**
     * What a call that does not come back waits for, of which no living worker could be given the turn; empty if
     * nothing is known.
     */
    String stuck(DeliveryWorker worker) {
        if (!(barrier.state(worker) instanceof WorkerState.Calling calling)) {
            return elsewhere();
        }
        return world.waits(calling.resource(), worker)
                .map(wait -> "at " + calling.point() + " it waits for " + wait.lock() + ", held by "
                        + (isHeldBy(worker, wait) ? "another session of its own" : "no session that takes part"))
                .orElseGet(() -> maybeWaits(calling));
    }

    /** What it may wait for if it waits in none of the resources: for something that one of them lends. */
    private String elsewhere() {
        String blindSpots = world.blindSpots();
        return blindSpots.isEmpty() ? "" : "it may wait for another worker; " + blindSpots;
    }

    private String maybeWaits(WorkerState.Calling calling) {
        String blindSpot = world.blindSpot(calling.resource());
        return blindSpot.isEmpty() ? "" : "at " + calling.point() + " it may wait for another worker; " + blindSpot;
    }

    private static boolean isHeldBy(DeliveryWorker worker, Wait wait) {
        return wait.holders().stream().map(DeliveryWorker::of).anyMatch(worker::equals);
    }

    /** Who waits for whom, and what is not known of that. */
    String standstill() {
        String blindSpots = world.blindSpots();
        return waits() + (blindSpots.isEmpty() ? "" : " (" + blindSpots + ")");
    }

    private String waits() {
        return living.stream()
                .flatMap(worker -> workers.lastWait(worker.worker()).stream())
                .map(wait -> wait.worker() + " waits for "
                        + (wait.on().holders().isEmpty()
                                ? "an unknown owner"
                                : wait.on().holders().stream()
                                        .map(WorkerName::text)
                                        .collect(Collectors.joining(", ")))
                        + " (" + wait.on().what()
                        + wait.point().map(point -> ", at " + point).orElse("") + ")")
                .collect(Collectors.joining(" and "));
    }

    /**
     * Every worker waits for another one: gives one of them time to be refused or to give up by itself.
     *
     * @return whether one came back
     */
    boolean awaitRefusal(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline) {
            settle(null, deadline);
            if (living.stream().anyMatch(this::canGoOn)) {
                return true;
            }
            barrier.pause();
        }
        return false;
    }
}
