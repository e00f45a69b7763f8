package io.runstwice.tier;

import io.runstwice.run.RunEnvironment;
import io.runstwice.world.Gate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Threads that deliveries with classes of their own have left behind, as a pool in static memory does. No code can
 * reach them any more, and nothing ends the threads of a pool from outside. So they are counted, and an exploration
 * ends before they are too many. Thread-safe.
 */
final class LeftoverThreads {

    /**
     * What is only waiting to be collected, like the threads of a forgotten HTTP client, goes when there are so many
     * more.
     */
    private static final int MANY = 100;

    private static final int TOO_MANY = 400;

    private final Gate gate;
    private int collectAt = MANY;

    LeftoverThreads(RunEnvironment environment) {
        this.gate = environment.gate("memory");
    }

    /** Looks, on the thread of a delivery that begins. */
    synchronized void look() {
        ThreadGroup all = Objects.requireNonNullElse(
                Thread.currentThread().getThreadGroup().getParent(),
                Thread.currentThread().getThreadGroup());
        int living = all.activeCount();
        if (living >= TOO_MANY) {
            gate.doubt(living + " threads that earlier deliveries started still live (most are called " + mostOf(all)
                    + "). In the tier CLASSLOADER every delivery opens what static memory holds, and nothing closes it."
                    + " Let the job close what it opens, or keep the pool out of static memory");
        } else if (living >= collectAt) {
            System.gc();
            collectAt = living + MANY;
        } else if (living < MANY) {
            collectAt = MANY;
        }
    }

    private static String mostOf(ThreadGroup all) {
        Thread[] threads = new Thread[all.activeCount() + MANY];
        int count = all.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .collect(Collectors.groupingBy(
                        thread -> thread.getName().replaceAll("\\d+", "#"), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElse("nothing");
    }
}
