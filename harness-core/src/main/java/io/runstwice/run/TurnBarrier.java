package io.runstwice.run;

import io.runstwice.schedule.Point;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the workers of one run stand, and the place at which their threads wait for the turn. Thread-safe.
 *
 * <p>A worker whose turn it is passes its points without asking, as long as no other worker waits for the turn and no
 * pause is planned there.
 *
 * @param <W> a worker, told from the others by its identity
 */
final class TurnBarrier<W> {

    /** How often a call that has not come back is looked at. */
    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(200);

    private static final WorkerState RUNNING = new WorkerState.Running();
    private static final WorkerState OVER = new WorkerState.Over();

    private final Map<W, WorkerState> states = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<W, Condition> places = new HashMap<>(); // so that no worker is woken for another one
    private @Nullable W free;
    private boolean allStop;
    private boolean closed;

    // ---- the workers' threads

    /**
     * A worker is at a point. Returns when it may go on.
     *
     * @param pauses whether it is to stand still there; asked while no turn can be given
     */
    void arrive(W worker, WorkerState.Still at, BooleanSupplier pauses) {
        lock.lock();
        try {
            boolean mayPass =
                    worker == free && !allStop && !pauses.getAsBoolean() && !isAnyWaiting(states.keySet(), worker);
            if (mayRun(worker)) {
                if (mayPass) {
                    states.put(worker, RUNNING);
                } else {
                    standStill(worker, at);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** It sends a request to a resource. */
    void calls(W worker, String resource, Point point) {
        lock.lock();
        try {
            if (mayRun(worker)) {
                states.put(worker, new WorkerState.Calling(resource, point));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Its call came back. If it had waited, it stands still until every other worker does. */
    void comesBack(W worker, Point point) {
        lock.lock();
        try {
            if (states.get(worker) instanceof WorkerState.Waiting && mayRun(worker)) {
                standStill(worker, new WorkerState.Back(point));
            } else if (mayRun(worker)) {
                states.put(worker, RUNNING);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Its own thread came to its end, or it was killed. */
    void over(W worker) {
        lock.lock();
        try {
            states.put(worker, OVER);
            changed.signalAll();
            placeOf(worker).signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void standStill(W worker, WorkerState workerState) {
        states.put(worker, workerState);
        changed.signalAll();
        while (states.get(worker) == workerState && !closed) {
            placeOf(worker).awaitUninterruptibly();
        }
    }

    private Condition placeOf(W worker) {
        return places.computeIfAbsent(worker, its -> lock.newCondition());
    }

    private boolean mayRun(W worker) {
        return !closed && !(state(worker) instanceof WorkerState.Over);
    }

    // ---- the harness's thread

    WorkerState state(W worker) {
        lock.lock();
        try {
            return states.getOrDefault(worker, RUNNING);
        } finally {
            lock.unlock();
        }
    }

    /** This worker passes its points without asking from now on; no worker does if null. */
    void letPass(@Nullable W worker) {
        lock.lock();
        try {
            free = worker;
        } finally {
            lock.unlock();
        }
    }

    /** No worker passes a point without asking. */
    void stopAll() {
        lock.lock();
        try {
            allStop = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a worker that stands still go on. */
    void release(W worker) {
        lock.lock();
        try {
            WorkerState workerState = state(worker);
            if (workerState instanceof WorkerState.Still || workerState instanceof WorkerState.Back) {
                states.put(worker, RUNNING);
                placeOf(worker).signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a worker stands still or is over; looks up now and then if it is not alone. */
    WorkerState await(W worker, boolean looksUp, long deadline) {
        lock.lock();
        try {
            boolean looked = false;
            while (isBusy(state(worker)) && !looked && System.nanoTime() < deadline) {
                changed.awaitNanos(looksUp ? LOOK : deadline - System.nanoTime());
                looked = looksUp;
            }
            return state(worker);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the exploration was interrupted while a worker had the turn", e);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isBusy(WorkerState workerState) {
        return workerState instanceof WorkerState.Running || workerState instanceof WorkerState.Calling;
    }

    /** Waits a moment, or until something changes. */
    void pause() {
        lock.lock();
        try {
            changed.awaitNanos(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the exploration was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** The call that was asked about is kept waiting, unless it has come back since. */
    boolean waits(W worker, WorkerState.Calling calling) {
        lock.lock();
        try {
            return states.replace(worker, calling, new WorkerState.Waiting(calling.resource(), calling.point()));
        } finally {
            lock.unlock();
        }
    }

    /** The worker waits inside the JVM, unless it has come to a point since. */
    boolean waitsInside(W worker) {
        lock.lock();
        try {
            if (state(worker) != RUNNING) {
                return false;
            }
            states.put(worker, new WorkerState.WaitingInside());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a call of another of these waits within a resource, or has come back and is not recorded yet: then no
     * worker passes a point without asking.
     */
    boolean isAnyWaiting(Iterable<? extends W> workers, W but) {
        lock.lock();
        try {
            for (W worker : workers) {
                WorkerState workerState = state(worker);
                if (worker != but
                        && (workerState instanceof WorkerState.Waiting || workerState instanceof WorkerState.Back)) {
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** No worker stands still any more: the run ends, or turns are no longer chosen. */
    void close() {
        lock.lock();
        try {
            closed = true;
            places.values().forEach(Condition::signalAll);
        } finally {
            lock.unlock();
        }
    }
}
