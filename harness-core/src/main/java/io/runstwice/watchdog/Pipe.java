package io.runstwice.watchdog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The pipe from this JVM to its watchdog: a line for each thing to guard, and one to forget it. */
final class Pipe {

    /** In a session of its own it does not get the signals that are sent to the JVM's process group. */
    private static final String APART =
            "command -v setsid >/dev/null && exec setsid /bin/sh -c \"$0\"; exec /bin/sh -c \"$0\"";

    /** For what needs no guard. */
    static final WatchdogEntry NOTHING = () -> {};

    private final @Nullable OutputStream out;
    private final AtomicInteger numbers = new AtomicInteger();

    private Pipe(@Nullable OutputStream out) {
        this.out = out;
    }

    static Pipe toANewShell() {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return new Pipe(null);
        }
        try {
            ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", APART, script())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD);
            shell.environment().put("RUNSTWICE_JAVA", Path.of(System.getProperty("java.home"), "bin", "java") + "");
            shell.environment().put("RUNSTWICE_CLASSES", classes());
            return new Pipe(shell.start().getOutputStream());
        } catch (IOException refused) {
            throw new UncheckedIOException("the watchdog of RunsTwice could not be started", refused);
        }
    }

    /** Has reached the pipe when this returns, and is read from there even if the JVM dies at once. */
    synchronized WatchdogEntry guard(String thing) {
        if (out == null) {
            return NOTHING;
        }
        int number = numbers.incrementAndGet();
        try {
            say(out, number + " " + thing);
        } catch (IOException gone) {
            throw new UncheckedIOException("the watchdog of RunsTwice was killed; it cannot guard " + thing, gone);
        }
        return () -> forget(out, number);
    }

    private synchronized void forget(OutputStream out, int number) {
        try {
            say(out, number + " forget");
        } catch (IOException gone) {
            // then it ends nothing anyway
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The class path on which a JVM finds {@link Deleting}; empty if it is not known. */
    private static String classes() {
        try {
            CodeSource source = Pipe.class.getProtectionDomain().getCodeSource();
            return source == null ? "" : Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | RuntimeException elsewhere) {
            return "";
        }
    }

    private static String script() throws IOException {
        try (InputStream script =
                Objects.requireNonNull(Pipe.class.getResourceAsStream("watchdog.sh"), "watchdog.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
