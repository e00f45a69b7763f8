package io.runstwice.jdbc.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The check that a database server belongs to this JVM: its process runs on this machine and began after this JVM, and
 * so did its data. The place of its files says nothing: a path of the server may mean another place on this machine,
 * and any database may lie in a temporary directory.
 *
 * <p>A server that this JVM began on older data is not its own: those rows may be needed.
 */
public final class OwnServer {

    /**
     * The system counts the start of a process from a boot that it knows to the second, a file's or a cluster's time by
     * the clock.
     */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    /** Words of a line of {@code /proc/locks}: {@code 1: POSIX ADVISORY WRITE 4711 08:01:815 0 EOF}. */
    private static final int HOLDER = 4;

    private static final int PLACE = 5;

    private OwnServer() {}

    /**
     * The process whose number stands in the first line of a file; empty if there is no such file, or no such process,
     * here.
     */
    public static Optional<ProcessHandle> named(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException | RuntimeException notHere) {
            return Optional.empty();
        }
    }

    /** Whether a process was begun by this JVM, or by a process that this JVM began. */
    public static boolean descends(ProcessHandle process) {
        Optional<ProcessHandle> above = process.parent();
        while (above.isPresent() && !above.get().equals(ProcessHandle.current())) {
            above = above.get().parent();
        }
        return above.isPresent();
    }

    /** Whether a process began after this JVM did. Both are counted in the same ticks. */
    public static boolean isYounger(ProcessHandle process) {
        Optional<Instant> mine = ProcessHandle.current().info().startInstant();
        return mine.isPresent()
                && process.info().startInstant().filter(mine.get()::isBefore).isPresent();
    }

    /**
     * Whether a file is locked by a process that is neither this JVM nor begun by it. Only Linux tells which process
     * locks a file.
     */
    public static boolean isHeldByAnother(Path file) {
        try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            return locks.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > PLACE && words[PLACE].endsWith(inode))
                    .flatMap(words -> ProcessHandle.of(Long.parseLong(words[HOLDER])).stream())
                    .anyMatch(holder -> !holder.equals(ProcessHandle.current()) && !descends(holder));
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }

    /** Whether something was made after this JVM began. */
    public static boolean isYounger(Instant made) {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .filter(began -> made.isAfter(began.minus(GRAIN)))
                .isPresent();
    }

    /** Whether every file in a directory was last written after this JVM began; not so if it cannot be read here. */
    public static boolean isYounger(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(OwnServer::wasWrittenSince);
        } catch (IOException | RuntimeException notHere) {
            return false;
        }
    }

    private static boolean wasWrittenSince(Path file) {
        try {
            return isYounger(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException gone) {
            return false;
        }
    }
}
