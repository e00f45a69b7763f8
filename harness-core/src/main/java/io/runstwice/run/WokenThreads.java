package io.runstwice.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the operating system has woken a thread that has not run since: for want of a processor it still looks to the
 * JVM as if it waited.
 *
 * <p>Linux tells the state of each thread. It knows them by the beginning of their names; of two with the same
 * beginning either may be meant, so that in doubt a thread counts as woken. The thread that asks does not count.
 * Elsewhere nothing is known, and no thread counts. Thread-safe.
 */
final class WokenThreads {

    /** How much of a name the system keeps. */
    private static final int NAME = 15;

    private final ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
    private final Path allTasks = Path.of("/proc/self/task");
    private final Path asking = Path.of("/proc/thread-self");
    private final Map<Path, String> names = new HashMap<>();
    private final Set<String> unreliable = new HashSet<>();
    private long started = -1;
    private String last = "";
    private boolean told = Files.isDirectory(allTasks) && Files.isSymbolicLink(asking);

    /** An exploration begins. */
    synchronized void begin() {
        unreliable.clear();
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
        Map<String, Long> wanted = threads.stream()
                .map(Thread::getName)
                .map(WokenThreads::shortened)
                .filter(name -> !unreliable.contains(name))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        try {
            Path own = Files.readSymbolicLink(asking).getFileName();
            return named(wanted).stream().anyMatch(task -> !task.endsWith(own) && isRunnable(task, wanted.keySet()));
        } catch (IOException | DirectoryIteratorException untold) {
            told = false;
            return false;
        }
    }

    /**
     * A thread that was held just now runs for ever: a name that it shares with others tells nothing of them from now
     * on.
     */
    synchronized void giveUp() {
        unreliable.add(last);
    }

    /**
     * The tasks with these names. A thread has its parent's name until it has run, so all names are read again while
     * fewer are known than there have to be.
     */
    private List<Path> named(Map<String, Long> wanted) throws IOException {
        list();
        List<Path> named = known(wanted.keySet());
        if (named.size() < wanted.values().stream().mapToLong(Long::longValue).sum()) {
            List.copyOf(names.keySet()).forEach(this::stat);
            named = known(wanted.keySet());
        }
        return named;
    }

    private List<Path> known(Set<String> wanted) {
        return names.entrySet().stream()
                .filter(task -> wanted.contains(task.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Only if a thread was started since the last time: a look is not to take longer because a JVM has many. */
    private void list() throws IOException {
        long now = jvm.getTotalStartedThreadCount();
        if (now == started) {
            return;
        }
        Set<Path> tasks = new HashSet<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(allTasks)) {
            listed.forEach(tasks::add);
        }
        names.keySet().retainAll(tasks);
        tasks.removeAll(names.keySet());
        tasks.forEach(this::stat);
        started = now;
    }

    private boolean isRunnable(Path task, Set<String> wanted) {
        String state = stat(task);
        String name = names.get(task);
        if (state.startsWith(" R") && wanted.contains(name)) {
            last = name;
            return true;
        }
        return false;
    }

    /**
     * What is told of a task behind its name, beginning with the state. The name stands in brackets and may hold
     * anything.
     */
    private String stat(Path task) {
        try {
            String stat = new String(Files.readAllBytes(task.resolve("stat")), StandardCharsets.UTF_8);
            int end = stat.lastIndexOf(')');
            names.put(task, stat.substring(stat.indexOf('(') + 1, end));
            return stat.substring(end + 1);
        } catch (IOException ended) {
            names.remove(task);
            return "";
        }
    }

    private static String shortened(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME);
    }
}
