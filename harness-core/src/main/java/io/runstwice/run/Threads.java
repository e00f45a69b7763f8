package io.runstwice.run;

import io.runstwice.world.WorkerKilled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads that the deliveries of one exploration have started or used. Thread-safe.
 *
 * <p>A thread that is in the middle of a delivery's work when the delivery ends is bound to its worker until it has come back to
 * its executor. Whatever it does until then it does for that worker, dead or not.
 */
final class Threads {

    private final ThreadGroup group = new JobGroup();
    private final List<ThreadGroup> places = new ArrayList<>();
    private final Set<Thread> visitors = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Map<Thread, DeliveryWorker> bound = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Thread, DeliveryWorker> suspects = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<String> restless = ConcurrentHashMap.newKeySet();

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

    /** A thread of the job that another group holds came to the gate. */
    void visited(Thread thread) {
        if (!group.parentOf(thread.getThreadGroup())) {
            visitors.add(thread);
        }
    }

    /** Whether it is the harness's, which serves a request of a thread that waits for the reply: those live in the outermost group. */
    static boolean isHarness(Thread thread) {
        ThreadGroup place = thread.getThreadGroup();
        return place != null && place.getParent() == null;
    }

    /** Whether there is no more than one thread that could act. */
    boolean isSingle() {
        return group.activeCount() <= 1 && visitors.isEmpty();
    }

    List<Thread> living() {
        List<Thread> threads = new ArrayList<>(in(group));
        synchronized (visitors) {
            visitors.stream().filter(Thread::isAlive).forEach(threads::add);
        }
        return threads;
    }

    /**
     * The threads of other groups that were created after this one. A pool that the test made gives its threads a group of its own,
     * and they are not known before they come to the gate for the first time.
     */
    List<Thread> youngerThan(@Nullable Thread own) {
        if (own == null) {
            return List.of();
        }
        return everybody().stream()
                .filter(thread -> thread.getId() > own.getId() && !group.parentOf(thread.getThreadGroup()))
                .toList();
    }

    /** Every thread of the JVM but virtual ones and those that the JVM has for itself. */
    List<Thread> everybody() {
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
        ThreadLook.at(others).stream().filter(look -> !look.isBetweenTasks()).forEach(look -> busy.add(look.thread()));
        return busy;
    }

    void bind(Thread thread, DeliveryWorker worker) {
        bound.putIfAbsent(thread, worker);
    }

    /** A thread that nobody knows was busy when this worker came to its end. If it turns out to descend from it, it is bound to it. */
    void suspect(Thread thread, DeliveryWorker worker) {
        suspects.putIfAbsent(thread, worker);
    }

    /**
     * Whom a thread acts for until it has come back to its executor.
     *
     * @param ancestor the worker that started it, or null
     */
    @Nullable
    DeliveryWorker boundTo(Thread thread, @Nullable DeliveryWorker ancestor) {
        DeliveryWorker known = bound.get(thread);
        return known == null && ancestor != null ? suspects.get(thread) : known;
    }

    /** Gives up threads that have come back to their executor since. */
    void release() {
        releaseFrom(bound);
        releaseFrom(suspects);
    }

    private static void releaseFrom(Map<Thread, DeliveryWorker> threads) {
        if (!threads.isEmpty()) {
            synchronized (threads) {
                ThreadLook.at(List.copyOf(threads.keySet())).stream()
                        .filter(ThreadLook::isBetweenTasks)
                        .forEach(look -> threads.remove(look.thread()));
            }
        }
    }

    /** An exploration begins, whose certificate has to say for itself whom it does not wait for. */
    void begin() {
        restless.clear();
    }

    /** Whether a thread like this was waited for in vain before: nobody waits a second time. */
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
        return thread.getName().replaceAll("\\d+", "#") + " at " + Whereabouts.of(thread);
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
