package io.runstwice.fork;

import io.runstwice.watchdog.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A temporary directory with what makes forks start sooner: an archive of the classes that every fork loads, mapped by the JVM instead of being
 * read, checked and linked each time. It goes with the exploration.
 */
final class Workshop {

    private final Path place = Watchdog.directory("runstwice-forks");
    private final ClassPath path = withHarnessAsJar(ClassPath.ofThisJvm());
    private volatile @Nullable Path archive;

    private ClassPath withHarnessAsJar(ClassPath found) {
        try {
            Path harness = Path.of(ForkMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isDirectory(harness)) {
                return found;
            }
            Path jar = place.resolve("harness.jar");
            Packed.pack(harness, jar);
            List<Path> jars = new ArrayList<>(found.jars());
            jars.add(0, jar);
            return new ClassPath(
                    jars,
                    found.directories().stream()
                            .filter(each -> !each.equals(harness))
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How a fork is started. */
    List<String> command() {
        Path ready = archive;
        return ready == null ? Command.of(path) : Command.of(path, "-XX:SharedArchiveFile=" + ready);
    }

    /** How one is started that leaves an archive when it ends. */
    List<String> training() {
        return Command.of(path, "-XX:ArchiveClassesAtExit=" + place.resolve("classes.jsa"), "-Xlog:cds=off");
    }

    /** It has ended; a JVM that could not write an archive goes without. */
    void trained() {
        Path written = place.resolve("classes.jsa");
        if (Files.exists(written)) {
            archive = written;
        }
    }

    void close() {
        try (Stream<Path> all = Files.walk(place)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException unreadable) {
            // the watchdog will remove it
        }
    }
}
