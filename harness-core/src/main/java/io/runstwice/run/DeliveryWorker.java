package io.runstwice.run;

import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The worker of one delivery: its threads, and whether they may still act. */
final class DeliveryWorker implements Worker {

    /** A dead loop that swallows every error would burn a core: from this call on its thread is parked. */
    private static final int CALLS_AFTER_DEATH = 10;

    private final int number;
    private final Script script;
    private final Cast cast;
    private final ThreadGroup group;
    private final Set<Thread> strangers;
    private final Admission admission = new Admission(this);
    private final Worker byTurn = new ByTurn(this);
    private final CountDownLatch endedOrDead = new CountDownLatch(1);
    private final AtomicInteger callsAfterDeath = new AtomicInteger();
    private final Set<Thread> busy = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile boolean dead;
    private volatile boolean over;
    private volatile boolean acknowledged;

    /**
     * @param group the threads that this worker starts appear here
     * @param strangers threads that are in the group already
     */
    DeliveryWorker(int number, Script script, Cast cast, ThreadGroup group, Set<Thread> strangers) {
        this.number = number;
        this.script = script;
        this.cast = cast;
        this.group = group;
        this.strangers = strangers;
    }

    /** The worker that a resource was given, whichever way it was found. */
    static DeliveryWorker of(Worker worker) {
        return worker instanceof ByTurn lent ? lent.worker : (DeliveryWorker) worker;
    }

    int number() {
        return number;
    }

    Script script() {
        return script;
    }

    Cast cast() {
        return cast;
    }

    Admission admission() {
        return admission;
    }

    /** This worker, for a thread that is known only to act in its turn. */
    Worker byTurn() {
        return byTurn;
    }

    @Override
    public String name() {
        return "D" + number;
    }

    @Override
    public boolean isDead() {
        return dead;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** Nothing that any of its threads does from now on reaches the world. */
    void kill() {
        dead = true;
        endedOrDead.countDown();
        admission.wake();
    }

    /** Its own thread came to its end. */
    void ended() {
        endedOrDead.countDown();
    }

    boolean awaitEndOrDeath(long nanos) throws InterruptedException {
        return endedOrDead.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** The delivery is over: only threads that are still busy with it belong to it from now on. */
    void over() {
        threads().stream().filter(thread -> !ThreadStates.isIdle(thread)).forEach(busy::add);
        over = true;
    }

    /** Gives up threads that have come back to their executor since. */
    void disownIdle() {
        synchronized (busy) {
            busy.removeIf(ThreadStates::isIdle);
        }
    }

    /** Whether no thread acts for it any more. */
    boolean isFree() {
        return busy.isEmpty();
    }

    /** Whether a thread that was started by it still acts for it. */
    boolean claims(Thread thread) {
        return !over || busy.contains(thread);
    }

    /** The living threads that it started, its own included. */
    List<Thread> threads() {
        int active = group.activeCount();
        if (active == 0) {
            return List.of();
        }
        Thread[] seen = new Thread[active + 4];
        int count = group.enumerate(seen);
        List<Thread> own = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (!strangers.contains(seen[i])) {
                own.add(seen[i]);
            }
        }
        return own;
    }

    /** Whether its own thread is the only one. */
    boolean isAlone() {
        return group.activeCount() <= 1;
    }

    /** What a dead worker's call comes to. */
    WorkerKilled refuse() {
        if (callsAfterDeath.incrementAndGet() >= CALLS_AFTER_DEATH) {
            cast.stage()
                    .note("a thread of " + name() + " went on after its worker was killed, swallowing every error ("
                            + Thread.currentThread().getName() + "); it was parked for good");
            while (true) {
                LockSupport.park(this);
            }
        }
        return new WorkerKilled(name());
    }

    /** A worker to which a call was attributed by nothing but the turn. */
    record ByTurn(DeliveryWorker worker) implements Worker {

        @Override
        public String name() {
            return worker.name();
        }

        @Override
        public boolean isDead() {
            return worker.isDead();
        }
    }
}
