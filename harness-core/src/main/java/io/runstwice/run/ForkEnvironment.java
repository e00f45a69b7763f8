package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Gate;
import io.runstwice.world.World;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a forked process with one delivery: knows which threads act for it and admits them one at a time.
 * Everything else is decided by the test JVM's own environment. Only the whole process dies here, never one worker.
 */
public final class ForkEnvironment {

    private static final long ANY_TIME = Long.MAX_VALUE / 2;

    private static final long HOOKS_REST_WITHIN = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LOOKS_AT_HOOKS = 50;

    private final RunEnvironment environment;
    private final Set<Thread> atSigterm = ConcurrentHashMap.newKeySet();
    private volatile @Nullable DeliveryWorker worker;

    /** Prepares it. */
    public ForkEnvironment(RemoteGate remoteGate) {
        this.environment = new RunEnvironment(remoteGate);
    }

    /** The gate of one resource. */
    public Gate gate(String resource) {
        return environment.gate(resource);
    }

    /** The controlled clock, which shows what it was last told. */
    public Clock clock() {
        return environment.context().clock();
    }

    /** What time it is by the controlled clock. */
    public void shows(Instant now) {
        environment.context().clock().show(now);
    }

    /**
     * Performs the delivery on a thread of its own. Returns when it is over and its threads have come to rest, or have
     * been waited for in vain.
     *
     * @param number which delivery it is, from 1
     * @param work must not throw
     */
    public void perform(int number, Work work) {
        Workers workers = new Workers(environment.context());
        environment.run().enter(workers);
        DeliveryWorker delivery = environment.run().newWorker(workers, WorkerName.delivery(number));
        worker = delivery;
        workers.turn(delivery);
        WorkerExecution workerExecution = new WorkerExecution(environment, new World(Map.of()), work, delivery, false);
        workerExecution.begin();
        workers.barrier().await(delivery, false, System.nanoTime() + ANY_TIME);
        workerExecution.finish();
    }

    /** The place in the job's code where the delivery's own thread is; an empty text if there is none. */
    public String position() {
        DeliveryWorker delivery = worker;
        Thread own = delivery == null ? null : delivery.own();
        return own == null ? "" : CodePosition.of(own);
    }

    /**
     * The JVM was told to end, and its hooks run: waits until each of them has ended or waits for something, for 5
     * seconds at most.
     *
     * @return whether any of them still lives, so that the JVM does
     */
    public boolean awaitRest() {
        long deadline = System.nanoTime() + HOOKS_REST_WITHIN;
        int looks = 0;
        while (looks < LOOKS_AT_HOOKS && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK);
            looks = haveHooksBegun()
                            && ThreadLook.at(environment.context().threads().living()).stream()
                                    .allMatch(ForkEnvironment::rests)
                    ? looks + 1
                    : 0;
        }
        if (looks < LOOKS_AT_HOOKS) {
            environment.note("a shutdown hook had not come to rest within 5 seconds");
        }
        return environment.context().threads().living().stream().anyMatch(thread -> !atSigterm.contains(thread));
    }

    private boolean haveHooksBegun() {
        return ThreadLook.at(environment.context().threads().all()).stream().anyMatch(ThreadLook::awaitsHooks);
    }

    private static boolean rests(ThreadLook look) {
        return look.isIdle() || GateStack.waitsInside(look);
    }

    /** The JVM is about to be told to end: who is there now is no hook. */
    public void expectSigterm() {
        atSigterm.addAll(environment.context().threads().living());
    }

    /** Whether threads that the delivery started live beside its own. */
    public boolean hasOthers() {
        return environment.context().threads().living().size() > 1;
    }
}
