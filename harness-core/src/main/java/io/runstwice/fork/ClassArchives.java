package io.runstwice.fork;

import io.runstwice.watchdog.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Archives by which forks start sooner: a fork that has performed a delivery leaves an archive of the classes that it
 * has loaded, and later forks map it instead of reading, checking and linking them each time. All explorations of this
 * JVM that watch the same kinds of resources share it, since it depends on the class path alone; it goes with the JVM.
 * Thread-safe.
 */
final class ClassArchives {

    /** The baseline runs three times, without a fault: one of its forks will have time to write the archive. */
    private static final int TRAINEE = 3;

    private final Path archive;
    private final ClassPath path;
    private int launched;
    private boolean ready;

    private ClassArchives(Path archive, ClassPath path) {
        this.archive = archive;
        this.path = path;
    }

    /** The workshops of this JVM, made by the first exploration that forks. */
    private static final class All {

        private static final All OF_THIS_JVM = new All();

        private final Path place = Watchdog.directory("runstwice-forks");
        private final ClassPath path = path();
        private final Map<List<String>, ClassArchives> byStubs = new ConcurrentHashMap<>();

        private ClassPath path() {
            try {
                return ClassPath.ofThisJvm(place);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        ClassArchives of(List<String> stubs) {
            return byStubs.computeIfAbsent(
                    stubs, any -> new ClassArchives(place.resolve("archive" + byStubs.size() + ".jsa"), path));
        }
    }

    /**
     * The archive for forks like these.
     *
     * @param stubs the classes that make the objects with which such a fork begins
     */
    static ClassArchives of(List<String> stubs) {
        return All.OF_THIS_JVM.of(stubs);
    }

    /**
     * The order to start one fork.
     *
     * @param command the command line
     * @param graduates told that it has left an archive; null if it is to leave none
     */
    record Order(List<String> command, @Nullable Runnable graduates) {}

    synchronized Order next() {
        if (ready) {
            return new Order(Command.of(path, "-XX:SharedArchiveFile=" + archive), null);
        }
        launched++;
        return launched == TRAINEE
                ? new Order(Command.of(path, "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off"), this::graduated)
                : new Order(Command.of(path), null);
    }

    /** A JVM that could not write an archive leaves those after it without. */
    private synchronized void graduated() {
        ready = Files.exists(archive);
    }
}
