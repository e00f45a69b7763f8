package io.runstwice.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the operating system has woken a thread that has not run since: for want of a processor it still looks to the JVM as if it waited.
 *
 * <p>Linux tells the state of each thread. It knows them by the beginning of their names; of two with the same beginning either may be meant,
 * so that in doubt a thread counts as woken; who asks does not count. Elsewhere nothing is known, and nobody counts. Thread-safe.
 */
final class RunQueue {

    /** How much of a name the system keeps. */
    private static final int NAME = 15;

    /** A thread has its parent's name when it begins. Names that were read so often stand. */
    private static final int READINGS = 3;

    private final Path everybody = Path.of("/proc/self/task");
    private final Path asking = Path.of("/proc/thread-self");
    private final Map<Path, Name> names = new HashMap<>();
    private boolean told = Files.isDirectory(everybody) && Files.isSymbolicLink(asking);

    /** How often a thread was read with this name. */
    private record Name(String text, int readings) {

        boolean rulesOut(Set<String> wanted) {
            return readings >= READINGS && !wanted.contains(text);
        }
    }

    /** Whether the system tells. */
    synchronized boolean isTold() {
        return told;
    }

    /** Whether one of these threads runs, or will as soon as there is a processor for it. */
    synchronized boolean holdsAny(Collection<Thread> threads) {
        if (!told || threads.isEmpty()) {
            return false;
        }
        Set<String> wanted =
                threads.stream().map(Thread::getName).map(RunQueue::shortened).collect(Collectors.toSet());
        try {
            List<Path> tasks = tasks();
            names.keySet().retainAll(tasks);
            Path own = Files.readSymbolicLink(asking).getFileName();
            return tasks.stream().anyMatch(task -> !task.endsWith(own) && isRunnable(task, wanted));
        } catch (IOException | DirectoryIteratorException untold) {
            told = false;
            return false;
        }
    }

    private List<Path> tasks() throws IOException {
        List<Path> tasks = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(everybody)) {
            listed.forEach(tasks::add);
        }
        return tasks;
    }

    private boolean isRunnable(Path task, Set<String> wanted) {
        Name known = names.getOrDefault(task, new Name("", 0));
        if (known.rulesOut(wanted)) {
            return false;
        }
        try {
            return isRunnable(task, known, wanted);
        } catch (IOException ended) {
            return false;
        }
    }

    /** The state stands behind the name, which stands in brackets and may hold anything. */
    private boolean isRunnable(Path task, Name known, Set<String> wanted) throws IOException {
        String stat = new String(Files.readAllBytes(task.resolve("stat")), StandardCharsets.UTF_8);
        int end = stat.lastIndexOf(')');
        String name = stat.substring(stat.indexOf('(') + 1, end);
        names.put(task, new Name(name, name.equals(known.text()) ? known.readings() + 1 : 1));
        return stat.startsWith(" R", end + 1) && wanted.contains(name);
    }

    private static String shortened(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME);
    }
}
