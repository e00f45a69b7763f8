package io.runstwice.run;

import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that the deliveries of one exploration have started or used. Thread-safe.
 *
 * <p>A thread that is in the middle of a delivery's work when the delivery ends is bound to its worker until it has
 * come back to its executor. All that it does until then it does for that worker, dead or not.
 */
final class Threads {

    /** An application's servers may begin new threads as long as an exploration takes. */
    private static final int MOST_VISITS = 10;

    private final ThreadGroup group = new JobGroup();
    private final List<ThreadGroup> places = new ArrayList<>();
    private final Set<Thread> visitors = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Set<String> acting = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Worker> bound = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Thread, Worker> suspects = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<String> restless = ConcurrentHashMap.newKeySet();
    private final IdleThreads looks = new IdleThreads();
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicBoolean commonActs = new AtomicBoolean();
    private final WokenThreads runQueue = new WokenThreads();

    /** A thread whose own threads are found again. */
    Thread create(ThreadGroup of, String name, Runnable body) {
        Thread thread = new Thread(of, body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A place for the threads of one worker, apart from those of the others that live at the same time. */
    ThreadGroup place(Set<ThreadGroup> taken) {
        for (ThreadGroup place : places) {
            if (!taken.contains(place)) {
                return place;
            }
        }
        ThreadGroup more = new ThreadGroup(group, "runstwice worker " + (places.size() + 1));
        places.add(more);
        return more;
    }

    /**
     * A thread came to the gate with an interaction of its own: not the harness's, which serves a request of another
     * one.
     */
    void visited(Thread thread) {
        if (isHarness(thread)) {
            return;
        }
        acting.add(name(thread));
        boolean isNew = isCommon(thread)
                ? commonActs.compareAndSet(false, true)
                : !group.parentOf(thread.getThreadGroup()) && visitors.add(thread);
        if (isNew) {
            visits.incrementAndGet();
        }
    }

    /**
     * Whether it may come to the gate with an interaction of its own. What is older than the delivery, and of a kind
     * that never came, carries bytes for others, as the selectors and pools of HTTP clients do, of which each delivery
     * may leave some behind.
     */
    private boolean mayAct(Thread thread, @Nullable Thread own) {
        return own == null || thread.getId() >= own.getId() || acting.contains(name(thread));
    }

    /** Threads of one pool differ in their numbers. */
    private static String name(Thread thread) {
        StringBuilder name = new StringBuilder();
        thread.getName()
                .chars()
                .filter(letter -> letter < '0' || letter > '9')
                .forEach(letter -> name.append((char) letter));
        return name.toString();
    }

    /**
     * Whether it has come to the gate before, though no delivery started it: it is of a pool that is older than they
     * are.
     */
    boolean isVisitor(Thread thread) {
        return visitors.contains(thread);
    }

    /**
     * How many came so far. The harness cannot wait for one that it does not know; whether a pool has many does not
     * matter for long.
     */
    int visits() {
        return Math.min(visits.get(), MOST_VISITS);
    }

    /**
     * Whether it is the harness's, which serves a request of a thread that waits for the reply: those live in the
     * outermost group.
     */
    static boolean isHarness(Thread thread) {
        ThreadGroup place = thread.getThreadGroup();
        return place != null && place.getParent() == null && !isCommon(thread);
    }

    /** Whether there is no more than one thread that could act. */
    boolean isSingle() {
        return group.activeCount() <= 1 && visitors.isEmpty() && !commonActs.get();
    }

    List<Thread> living() {
        List<Thread> threads = new ArrayList<>(in(group));
        synchronized (visitors) {
            visitors.stream().filter(Thread::isAlive).forEach(threads::add);
        }
        if (commonActs.get()) {
            threads.removeIf(Threads::isCommon);
            all().stream().filter(Threads::isCommon).forEach(threads::add);
        }
        return threads;
    }

    /**
     * Whether it belongs to the pool that all of a JVM has in common: it is no descendant of the threads that give it
     * tasks.
     */
    static boolean isCommon(Thread thread) {
        return thread instanceof ForkJoinWorkerThread member && member.getPool() == ForkJoinPool.commonPool();
    }

    /** Whether one look tells that, so that no thread has to be watched for a while. */
    boolean knowsWhoIsWoken() {
        return runQueue.isTold();
    }

    /**
     * Whether one of these that may act was woken and only waits for a processor.
     *
     * @param own the thread that the delivery runs on
     * @param deadline until when that is believed
     */
    boolean areWoken(List<Thread> threads, @Nullable Thread own, long deadline) {
        boolean woken = runQueue.holdsAny(threads.stream()
                .filter(thread -> mayAct(thread, own) && !isRestless(thread))
                .toList());
        if (woken && System.nanoTime() > deadline) {
            runQueue.giveUp();
            return false;
        }
        return woken;
    }

    /**
     * The threads of other groups that were created after this one. A pool that the test made gives its threads a group
     * of its own, and they are not known before they come to the gate for the first time.
     */
    List<Thread> youngerThan(@Nullable Thread own) {
        if (own == null) {
            return List.of();
        }
        return all().stream()
                .filter(thread -> thread.getId() > own.getId() && !group.parentOf(thread.getThreadGroup()))
                .toList();
    }

    /** Every thread of the JVM but virtual ones and those that the JVM has for itself. */
    List<Thread> all() {
        ThreadGroup all = group;
        while (all.getParent() != null) {
            all = all.getParent();
        }
        return in(all);
    }

    private static List<Thread> in(ThreadGroup group) {
        Thread[] seen = new Thread[group.activeCount() + 16];
        int count = group.enumerate(seen);
        return Arrays.asList(seen).subList(0, count);
    }

    /**
     * The threads that are in the middle of something.
     *
     * @param known those of which that is known: they are not looked at
     */
    Set<Thread> busy(Set<Thread> known) {
        List<Thread> others = living();
        others.removeAll(known);
        Set<Thread> busy = new HashSet<>(known);
        look(others).stream().filter(look -> !look.isBetweenTasks()).forEach(look -> busy.add(look.thread()));
        return busy;
    }

    /** What these threads are at. */
    List<ThreadLook> look(Collection<Thread> threads) {
        return looks.at(threads);
    }

    void bind(Thread thread, Worker worker) {
        bound.putIfAbsent(thread, worker);
    }

    /** Whether a thread acts for another worker than this one until it has come back to its executor. */
    boolean isBoundToAnother(Thread thread, Worker than) {
        Worker known = bound.get(thread);
        return known != null && known != than;
    }

    /**
     * An unknown thread was busy when this worker came to its end. If it turns out to descend from it, it is bound to
     * it.
     */
    void suspect(Thread thread, Worker worker) {
        suspects.putIfAbsent(thread, worker);
    }

    /**
     * Whom a thread acts for until it has come back to its executor.
     *
     * @param ancestor the worker that started it, or null
     */
    @Nullable
    Worker boundTo(Thread thread, @Nullable Worker ancestor) {
        Worker known = bound.get(thread);
        return known == null && ancestor != null ? suspects.get(thread) : known;
    }

    /** Gives up threads that have come back to their executor since. */
    void release() {
        releaseFrom(bound);
        releaseFrom(suspects);
    }

    private void releaseFrom(Map<Thread, Worker> threads) {
        if (!threads.isEmpty()) {
            synchronized (threads) {
                look(List.copyOf(threads.keySet())).stream()
                        .filter(ThreadLook::isBetweenTasks)
                        .forEach(look -> threads.remove(look.thread()));
            }
        }
    }

    /** An exploration begins, whose certificate has to say for itself whom it does not wait for. */
    void begin() {
        restless.clear();
        runQueue.begin();
        visits.set(0);
    }

    /** Whether a thread like this was waited for in vain before: it is not waited for a second time. */
    boolean isRestless(Thread thread) {
        return !restless.isEmpty() && restless.contains(kind(thread));
    }

    /** Remembers that it was waited for in vain, and names it without the numbers that differ from run to run. */
    String giveUp(Thread thread) {
        String kind = kind(thread);
        restless.add(kind);
        return kind;
    }

    private static String kind(Thread thread) {
        return thread.getName().replaceAll("\\d+", "#") + " at " + CodePosition.of(thread);
    }

    /** Says nothing when a thread of a job ends because its worker was killed. */
    private static final class JobGroup extends ThreadGroup {

        JobGroup() {
            super("runstwice job");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            if (!(failure instanceof WorkerKilled)) {
                super.uncaughtException(thread, failure);
            }
        }
    }
}
