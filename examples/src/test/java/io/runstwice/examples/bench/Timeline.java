package io.runstwice.examples.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the time of an exploration goes: it is told when something begins or ends, and books the time since the last
 * event. What lies between two events without an owner is the engine's own, named by its neighbours. Thread-safe.
 */
final class Timeline {

    private final Map<String, Long> nanos = new TreeMap<>();
    private String last = "start";
    private long since = System.nanoTime();

    synchronized void event(String name) {
        long now = System.nanoTime();
        nanos.merge(bucket(last, name), now - since, Long::sum);
        last = name;
        since = now;
    }

    private static String bucket(String from, String to) {
        if (from.startsWith("begin ") && to.equals("end " + from.substring(6))) {
            return from.substring(6);
        } else if (to.equals("begin job") && from.startsWith("end ")) {
            return "thread start";
        } else if (from.equals("end job")) {
            return "thread end";
        } else if (from.equals("begin job")
                || to.equals("end job")
                || from.equals("end proceed") && to.startsWith("begin gate")) {
            return "the job itself";
        } else if (from.startsWith("begin gate") || to.startsWith("end gate")) {
            return "gate";
        } else if (from.equals("end observe")) {
            return "judge";
        }
        return from.startsWith("end gate") ? "the job itself" : "other bookkeeping";
    }

    /** The buckets as a table, in percent. */
    synchronized String table() {
        long all = nanos.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder table = new StringBuilder();
        nanos.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(bucket -> table.append(String.format(
                        Locale.ROOT, "    %-18s %5.1f %%%n", bucket.getKey(), 100.0 * bucket.getValue() / all)));
        return table.toString();
    }
}
