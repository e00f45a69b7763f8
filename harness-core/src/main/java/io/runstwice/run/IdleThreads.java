package io.runstwice.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Looks at threads, but not again at idle ones that have not been on a processor since they were looked at: they are
 * where they were. A JVM may have hundreds that an HTTP client or a pool of each delivery left behind, and to take a
 * stack costs more than to ask for the time that a thread has spent.
 *
 * <p>Remembered are only threads that wait in a selector or that their executor has parked, since no other thread
 * changes anything of that: a thread that waits for a monitor gets another state from the thread that notifies it.
 * Nothing is remembered where the JVM tells the time on a processor only coarsely. Thread-safe.
 */
final class IdleThreads {

    /**
     * A thread that is woken is on a processor for longer than this before it waits again, in nanoseconds: waking alone
     * takes some microseconds.
     */
    private static final long SHORTEST = 2_000;

    private static final long UNTOLD = -1;

    private final ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
    private final boolean fine = isFine();
    private final Map<Thread, Idle> known = Collections.synchronizedMap(new WeakHashMap<>());

    private record Idle(long spent, Thread.State state, List<StackTraceElement> stack) {}

    /**
     * These threads at one and the same moment, but for virtual ones: however many they are, the JVM is stopped once,
     * and not at all for those that were idle before and have not run since.
     */
    List<ThreadLook> at(Collection<Thread> threads) {
        Map<Thread, Long> spent = new HashMap<>();
        threads.forEach(thread -> spent.put(thread, spent(thread)));
        Map<Thread, ThreadLook> looks = new HashMap<>();
        spent.forEach((thread, time) -> still(thread, time).ifPresent(look -> looks.put(thread, look)));
        List<ThreadLook> taken = ThreadLook.at(
                threads.stream().filter(thread -> !looks.containsKey(thread)).toList());
        taken.forEach(look -> remember(look, spent.getOrDefault(look.thread(), UNTOLD)));
        if (!taken.isEmpty() && looks.keySet().stream().anyMatch(idle -> spent(idle) != spent.get(idle))) {
            return ThreadLook.at(threads); // one of the others has given it work, and may be idle by now
        }
        taken.forEach(look -> looks.put(look.thread(), look));
        return threads.stream().map(looks::get).toList();
    }

    /** How long a thread has been on a processor, in nanoseconds, if that is told. */
    private long spent(Thread thread) {
        return fine ? jvm.getThreadCpuTime(thread.getId()) : UNTOLD;
    }

    private Optional<ThreadLook> still(Thread thread, long spent) {
        return Optional.ofNullable(known.get(thread))
                .filter(idle -> spent != UNTOLD && idle.spent == spent)
                .map(idle -> new ThreadLook(thread, idle.state, idle.stack, ThreadLook.NOBODY));
    }

    private void remember(ThreadLook look, long before) {
        if (before != UNTOLD && look.isParkedOrSelecting() && spent(look.thread()) == before) {
            known.put(look.thread(), new Idle(before, look.state(), look.stack()));
        } else {
            known.remove(look.thread());
        }
    }

    /** Whether the smallest step that is told is shorter than what a thread does at least that was woken. */
    private boolean isFine() {
        if (!jvm.isThreadCpuTimeSupported() || !jvm.isThreadCpuTimeEnabled()) {
            return false;
        }
        long own = Thread.currentThread().getId();
        long smallest = Long.MAX_VALUE;
        long last = jvm.getThreadCpuTime(own);
        for (int i = 0; i < 1_000; i++) {
            long now = jvm.getThreadCpuTime(own);
            smallest = now > last ? Math.min(smallest, now - last) : smallest;
            last = now;
        }
        return smallest < SHORTEST;
    }
}
