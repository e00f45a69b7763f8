package io.runstwice.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The number of cuts of a link. Thread-safe. */
final class Cuts {

    /** A file that a build adds up, so that it can show that a network was really cut. */
    static final String PROPERTY = "runstwice.cuts";

    private final AtomicLong made = new AtomicLong();

    void count() {
        made.incrementAndGet();
    }

    /** Writes it down, if it is asked for, and begins anew. */
    void tell(String link, String version) {
        long since = made.getAndSet(0);
        String file = System.getProperty(PROPERTY);
        if (since == 0 || file == null) {
            return;
        }
        try {
            if (Files.exists(Path.of(file), LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(Path.of(file), LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is no ordinary file");
            }
            Files.write(
                    Path.of(file),
                    List.of(since + " cuts by Toxiproxy " + version + " on a " + link),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException refused) {
            throw new UncheckedIOException("-D" + PROPERTY + "=" + file + " cannot be written: " + refused, refused);
        }
    }
}
