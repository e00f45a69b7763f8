package io.runstwice.watchdog;

import io.runstwice.world.Misuse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * Ends what this JVM started, when this JVM is gone: processes, temporary directories, a PostgreSQL server in one of
 * them, containers, what a URL names.
 *
 * <p>A JVM that is killed runs no shutdown hook, and the things that it had started live on. So a small process of its
 * own reads a pipe from this JVM. When the pipe ends, for any reason, the process ends the things that it was told of
 * and then itself, as a rule within a second. It starts with the first use, one for each JVM, and survives a kill of
 * the JVM's whole process group where {@code setsid} exists.
 *
 * <p>It needs {@code /bin/sh}. On Windows nothing is guarded. It does not see things that it is not told of, such as
 * children of a guarded process, nor a thing in the moment between its start and the notice. Threads may share it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Watchdog {

    private Watchdog() {}

    /** Started by the first use. */
    private static final class Ours {

        private static final Pipe PIPE = Pipe.toANewShell();
    }

    /**
     * Kills a process when this JVM is gone, by SIGKILL; another one that has got its number by then is left alone.
     *
     * @param process one that this JVM may kill; if it is over already, nothing is guarded
     * @throws UncheckedIOException if the watchdog cannot be started, or was itself killed
     */
    public static WatchdogEntry process(ProcessHandle process) {
        return process(process.pid(), StartTime.of(process));
    }

    static WatchdogEntry process(long pid, String startTime) {
        return startTime.isEmpty() ? Pipe.NOTHING : Ours.PIPE.guard("process " + pid + " " + startTime);
    }

    /**
     * A new temporary directory that is removed, with all that is in it, when this JVM is gone.
     *
     * <p>If it is then the data directory of a PostgreSQL server, the server is stopped first: an embedded one needs no
     * more than that.
     *
     * @param prefix the beginning of its name
     * @throws UncheckedIOException if it cannot be made, or the watchdog cannot be started or was itself killed
     */
    public static Path directory(String prefix) {
        try {
            Path made = Files.createTempDirectory(prefix).toAbsolutePath();
            Ours.PIPE.guard("directory " + made);
            return made;
        } catch (IOException refused) {
            throw new UncheckedIOException("no temporary directory for " + prefix, refused);
        }
    }

    /**
     * Sends {@code DELETE} to a URL when this JVM is gone: to a proxy of a Toxiproxy server that another program runs,
     * for one.
     *
     * <p>Another JVM sends it. Without an answer after three seconds it is given up.
     *
     * @param url by {@code http} or {@code https}
     * @throws Misuse if it is none
     * @throws UncheckedIOException if the watchdog cannot be started, or was itself killed
     */
    public static WatchdogEntry url(URI url) {
        if (!String.valueOf(url.getScheme()).matches("https?")) {
            throw new Misuse(
                    "Watchdog.url(…) sends DELETE by HTTP, but got " + url + ". Give it a URL of http or https.");
        }
        return Ours.PIPE.guard("url " + url.toASCIIString());
    }

    /**
     * Removes all containers and networks with a label when this JVM is gone, also those made later.
     *
     * <p>For Testcontainers, where its own Ryuk is switched off: {@code
     * Watchdog.containers("org.testcontainers.sessionId=" + DockerClientFactory.SESSION_ID)}. Without a {@code docker}
     * command on the path nothing is removed.
     *
     * @param label a label that no other containers carry, or {@code label=value}
     * @throws Misuse if that is not one word
     * @throws UncheckedIOException if the watchdog cannot be started, or was itself killed
     */
    public static WatchdogEntry containers(String label) {
        if (!label.matches("\\S+")) {
            throw new Misuse("Watchdog.containers(…) needs a label, or label=value, as one word, but got \"" + label
                    + "\". Name the label that only this JVM's containers carry.");
        }
        return Ours.PIPE.guard("containers " + label);
    }
}
