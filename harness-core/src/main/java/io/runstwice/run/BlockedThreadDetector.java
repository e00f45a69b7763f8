package io.runstwice.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a worker that computes until it is sure that the worker waits inside the JVM for another thread.
 *
 * <p>A monitor or lock that a thread of another living worker owns is proof. What has no owner (a semaphore, a latch, a
 * pool's queue) only looks like a wait, and so does a thread that was just woken: that is looked at for a while.
 */
final class BlockedThreadDetector {

    /**
     * Stacks are asked for after so many looks only, since that stops the whole JVM: most waits are for a reply, and
     * over by then. Each look takes a fifth of a millisecond or more.
     */
    private static final int LOOKS_FROM_AFAR = 25;

    /** So many looks in a row without a change. */
    private static final int LOOKS_AT_AN_OWNER = 3;

    private static final int LOOKS_AT_A_WAIT = 100;

    /**
     * A thread that waits for a reply that another thread, of whomever, is about to read looks the same. So while any
     * other thread of the JVM computes, the count begins again: on a busy machine a thread that is about to read has to
     * wait for a processor as this count does.
     */
    private static final int LOOKS_BESIDE_A_SELECTOR = 500;

    /** It may have been reading just when it was looked for: so that is done several times. */
    private static final int LOOKS_FOR_A_SELECTOR = 20;

    /** Something that computes for ever has nothing to do with the reply. */
    private static final int LOOKS_AT_MOST = 3_000;

    private final DeliveryWorker worker;
    private final List<DeliveryWorker> living;
    private int fromAfar;
    private int looks;
    private @Nullable CpuActivity cpuActivity;

    BlockedThreadDetector(DeliveryWorker worker, List<DeliveryWorker> living) {
        this.worker = worker;
        this.living = living;
    }

    /** One more look: what it waits for, if that is sure by now. */
    Optional<Step.Waits.Waiting> look() {
        if (!countLook()) {
            return Optional.empty();
        }
        List<ThreadLook> threads = ThreadLook.at(worker.threads()).stream()
                .filter(look -> !look.isIdle())
                .toList();
        if (threads.isEmpty() || !threads.stream().allMatch(GateStack::waitsInside)) {
            startAgain();
            return Optional.empty();
        }
        looks++;
        Optional<DeliveryWorker> owner =
                threads.stream().flatMap(look -> ownerOf(look.owner()).stream()).findFirst();
        if (!lookAgain(owner.isPresent())) {
            return Optional.empty();
        }
        return Optional.of(new Step.Waits.Waiting(
                owner.map(DeliveryWorker::worker).stream().toList(),
                "inside the JVM at " + CodePosition.of(threads.get(0).thread()),
                false));
    }

    private boolean countLook() {
        Thread own = worker.own();
        if (own != null && own.getState() == Thread.State.RUNNABLE) {
            fromAfar = 0;
            startAgain();
            return false;
        }
        fromAfar++;
        return fromAfar > LOOKS_FROM_AFAR || own != null && ownerOf(own).isPresent();
    }

    private void startAgain() {
        looks = 0;
        cpuActivity = null;
    }

    private boolean lookAgain(boolean anOwner) {
        if (anOwner) {
            return looks >= LOOKS_AT_AN_OWNER;
        }
        if (cpuActivity == null && looks % LOOKS_FOR_A_SELECTOR == 0 && anyReadsReplies()) {
            cpuActivity = new CpuActivity(this::others);
        }
        if (looks < LOOKS_AT_A_WAIT) {
            return false;
        }
        return cpuActivity == null || looks >= LOOKS_AT_MOST || cpuActivity.look() >= LOOKS_BESIDE_A_SELECTOR;
    }

    /** A client may be shared, or older than who uses it. */
    private boolean anyReadsReplies() {
        return ThreadLook.at(all()).stream().anyMatch(ThreadLook::inSelector);
    }

    private List<Thread> all() {
        return worker.workers().context().threads().all();
    }

    private List<Thread> others() {
        List<Thread> others = new ArrayList<>(all());
        others.remove(Thread.currentThread());
        return others;
    }

    private Optional<DeliveryWorker> ownerOf(Thread thread) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        return info == null ? Optional.empty() : ownerOf(info.getLockOwnerId());
    }

    private Optional<DeliveryWorker> ownerOf(long owner) {
        return owner < 0
                ? Optional.empty()
                : living.stream()
                        .filter(other -> other != worker)
                        .filter(other -> other.threads().stream().anyMatch(its -> its.getId() == owner))
                        .findFirst();
    }
}
