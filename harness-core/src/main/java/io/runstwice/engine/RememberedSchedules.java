package io.runstwice.engine;

import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.ScheduleSyntaxException;
import io.runstwice.world.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schedules under which a job failed, in a file of its own: text, one a line, to be committed or not.
 *
 * <p>It never fails a test: what cannot be read or written is logged. A file that is a symbolic link is not followed.
 * Writers of several processes and threads take turns.
 */
final class RememberedSchedules {

    private static final System.Logger LOG = System.getLogger(RememberedSchedules.class.getName());
    private static final int LONGEST_NAME = 80;

    /**
     * A turn takes a millisecond, but turns are not given in order: a process that waits so long waits for one that
     * hangs. In nanoseconds.
     */
    private static final long PATIENCE = 20_000_000_000L;

    private final String job;
    private final Path file;

    RememberedSchedules(Path directory, String job) {
        this.job = Redaction.of(job);
        this.file = directory.resolve(fileName(this.job));
    }

    /** The name of the job, as far as every file system can bear it. */
    static String fileName(String job) {
        String name = job.replaceAll("[^A-Za-z0-9._-]", "_");
        String whole = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        boolean isItself = whole.equals(job) && !whole.startsWith(".") && !whole.isEmpty();
        String hash = String.format(Locale.ROOT, "-%08x", job.hashCode());
        return (isItself ? whole : "job" + hash + "-" + whole) + ".schedules";
    }

    /**
     * The schedules that failed before, in the order in which they were found; lines that are no schedule are passed
     * over.
     */
    List<Schedule> schedules() {
        synchronized (RememberedSchedules.class) {
            return read();
        }
    }

    private List<Schedule> read() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<String> lines = Files.readString(ordinary(file)).lines()) {
            return lines.flatMap(line -> parse(line).stream()).distinct().toList();
        } catch (IOException | RuntimeException refused) {
            log("cannot be read", refused);
            return List.of();
        }
    }

    /** Refuses links and pipes: a link may lead to a file that is needed, and a pipe leads nowhere. */
    private static Path ordinary(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no ordinary file, but a "
                    + (Files.isSymbolicLink(file) ? "symbolic link" : Files.isDirectory(file) ? "directory" : "device")
                    + ". Remove it, or remember elsewhere");
        }
        return file;
    }

    /** Remembers one. */
    void failed(Schedule schedule) {
        change(lines -> {
            List<String> more = new ArrayList<>(lines);
            if (more.isEmpty()) {
                more.add("# " + job
                        + " failed under these schedules. They are tried first, and taken out when they pass.");
            }
            if (!more.contains(schedule.toString())) {
                more.add(schedule.toString());
            }
            return more;
        });
    }

    /** Forgets some. */
    void passed(List<Schedule> schedules) {
        if (!schedules.isEmpty() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            change(lines -> lines.stream()
                    .filter(line -> parse(line).stream().noneMatch(schedules::contains))
                    .toList());
        }
    }

    private List<Schedule> parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return List.of();
        }
        try {
            return List.of(Schedule.parse(text));
        } catch (ScheduleSyntaxException none) {
            log("has a line that is passed over", none);
            return List.of();
        }
    }

    /**
     * The lock on the file keeps other processes away. It is this JVM's and not a thread's, and goes when any thread
     * here closes the file: so threads take turns before they open it.
     */
    private void change(UnaryOperator<List<String>> change) {
        synchronized (RememberedSchedules.class) {
            changeAlone(change);
        }
    }

    private void changeAlone(UnaryOperator<List<String>> change) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                            ordinary(file),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = lock(channel)) {
                List<String> before = read(channel);
                List<String> after = change.apply(before);
                if (lock.isValid() && !after.equals(before)) {
                    write(channel, after);
                }
            }
        } catch (IOException | RuntimeException refused) {
            log("cannot be written", refused);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException anotherThread) {
                // of a class of the same name, which is as good as another process
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new IOException("another process has locked it for twenty seconds");
    }

    private static List<String> read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // on to the end
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString().lines().toList();
    }

    private static void write(FileChannel channel, List<String> lines) throws IOException {
        channel.truncate(0);
        channel.position(0);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(
                lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void log(String what, Exception why) {
        LOG.log(System.Logger.Level.WARNING, "{0} {1}: {2}", file, what, Redaction.of(why.toString()));
    }
}
