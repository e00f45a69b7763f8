package io.runstwice.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether anybody in this JVM computes who takes no part in a run: a client's thread that reads replies, a server's that sends them.
 *
 * <p>Time on a processor tells it, since a thread may have come back to its wait between two looks.
 */
final class Bustle {

    private final ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
    private final Supplier<List<Thread>> others;
    private Map<Thread, Long> spent;

    /** @param others the living threads that it is asked of */
    Bustle(Supplier<List<Thread>> others) {
        this.others = others;
        this.spent = read();
    }

    /** Whether any of them has spent time on a processor since the last time; not what comes back by the clock. */
    boolean hasMoved() {
        Map<Thread, Long> before = spent;
        spent = read();
        Set<Thread> moved = spent.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return !spent.keySet().containsAll(before.keySet())
                || ThreadLook.at(moved).stream().anyMatch(look -> !look.goesByTheClock());
    }

    private Map<Thread, Long> read() {
        Map<Thread, Long> times = new HashMap<>();
        others.get().forEach(thread -> times.put(thread, jvm.getThreadCpuTime(thread.getId())));
        return times;
    }
}
