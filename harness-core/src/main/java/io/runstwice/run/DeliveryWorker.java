package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The worker of one delivery: its threads, and whether they may still act. */
final class DeliveryWorker implements Worker, WorkerLifetime, WorkerThreads {

    /** A dead loop that swallows every error would burn a core: from this call on its thread is parked. */
    private static final int CALLS_AFTER_DEATH = 100;

    private final WorkerName name;
    private final ThreadGroup group;
    private final WorkerPlan plan = new WorkerPlan();
    private final Workers workers;
    private final Set<Thread> strangers;
    private final ThreadAdmission admission;
    private final Worker byTurn = new ByTurn(this);
    private final Map<Thread, Integer> callsAfterDeath = new ConcurrentHashMap<>();

    private final List<Runnable> deaths = new ArrayList<>();

    private volatile @Nullable Thread own;
    private volatile Supplier<String> seen = () -> "";
    private volatile String exit = "";
    private volatile boolean dead;
    private volatile boolean over;
    private volatile boolean acknowledged;

    /**
     * @param group where its own threads live
     * @param strangers threads that are busy with something else already
     */
    DeliveryWorker(WorkerName name, Workers workers, ThreadGroup group, Set<Thread> strangers) {
        this.name = name;
        this.group = group;
        this.workers = workers;
        this.strangers = strangers;
        this.admission = new ThreadAdmission(this, workers.context());
    }

    /** The worker that a resource was given, whichever way it was found. */
    static DeliveryWorker of(Worker worker) {
        return worker instanceof ByTurn lent ? lent.worker : (DeliveryWorker) worker;
    }

    WorkerName worker() {
        return name;
    }

    ThreadGroup group() {
        return group;
    }

    WorkerPlan plan() {
        return plan;
    }

    Workers workers() {
        return workers;
    }

    ThreadAdmission admission() {
        return admission;
    }

    /** This worker, for a thread that is known only to act in its turn. */
    Worker byTurn() {
        return byTurn;
    }

    @Override
    public String name() {
        return name.text();
    }

    @Override
    public boolean isDead() {
        return dead;
    }

    @Override
    public boolean delivers() {
        return name.isDelivery();
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** The thread that its delivery runs on. */
    void runsOn(Thread thread) {
        own = thread;
    }

    @Override
    public @Nullable Thread own() {
        return own;
    }

    /** Nothing that any of its threads does from now on reaches the world. */
    void kill() {
        synchronized (deaths) {
            dead = true;
            deaths.forEach(Runnable::run);
            deaths.clear();
        }
        workers.barrier().over(this);
        admission.wake();
    }

    @Override
    public Worker self() {
        return this;
    }

    @Override
    public void onDeath(Runnable end) {
        synchronized (deaths) {
            if (dead) {
                end.run();
            } else {
                deaths.add(end);
            }
        }
    }

    @Override
    public void isSeenBy(Supplier<String> asked) {
        seen = asked;
    }

    /** Where its work is: in another process, or where this thread of it is. */
    String position(Thread thread) {
        String told = seen.get();
        return told.isEmpty() ? CodePosition.of(thread) : told;
    }

    @Override
    public WorkerKilled exited(String how) {
        exit = how;
        kill();
        return new WorkerKilled(name());
    }

    /** How it ended by itself; empty if it did not. */
    String exit() {
        return exit;
    }

    /** Its own thread came to its end. */
    void ended() {
        workers.barrier().over(this);
    }

    /** The delivery is over: only threads that are still busy with it belong to it from now on. */
    void over() {
        busy(threads()).forEach(thread -> all().bind(thread, this));
        busy(all().youngerThan(own)).forEach(thread -> all().suspect(thread, this));
        over = true;
    }

    private Stream<Thread> busy(List<Thread> threads) {
        return all().look(threads).stream()
                .filter(look -> !look.isBetweenTasks())
                .map(ThreadLook::thread);
    }

    /** Whether its delivery goes on, so that every thread that it started acts for it. */
    boolean isActive() {
        return !over;
    }

    @Override
    public List<Thread> threads() {
        List<Thread> threads = all().living();
        threads.removeAll(strangers);
        threads.removeIf(thread -> workers.isAnothers(thread, this) || all().isBoundToAnother(thread, this));
        return threads;
    }

    @Override
    public List<Thread> ownThreads() {
        Thread thread = own;
        return thread == null ? List.of() : List.of(thread);
    }

    @Override
    public boolean isAlone() {
        return all().isSingle() || threads().size() <= 1;
    }

    private Threads all() {
        return workers.context().threads();
    }

    @Override
    public WorkerKilled refuse() {
        if (callsAfterDeath.merge(Thread.currentThread(), 1, Integer::sum) >= CALLS_AFTER_DEATH) {
            workers.context()
                    .note("a thread of a killed worker went on, swallowing every error; it was parked for good");
            while (true) {
                LockSupport.park(this);
                Thread.interrupted(); // else a pending interrupt would turn the park into a spin
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

        @Override
        public boolean delivers() {
            return worker.delivers();
        }

        @Override
        public boolean isPresumed() {
            return true;
        }
    }
}
