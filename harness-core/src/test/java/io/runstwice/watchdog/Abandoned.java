package io.runstwice.watchdog;

import io.runstwice.fixture.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JVM of its own that starts what {@link WatchdogTests} looks for, says so line by line, and leaves it all behind.
 */
final class Abandoned {

    private Abandoned() {}

    /** With {@code postgres} it starts a server too. Ends in order when its input ends. */
    public static void main(String[] how) throws IOException {
        process(sleep());
        Path directory = Watchdog.directory("runstwice abandoned-");
        Files.writeString(Files.createDirectory(directory.resolve("inside")).resolve("file"), "some words");
        say("directory " + directory);
        Process forgotten = sleep();
        Watchdog.process(forgotten.toHandle()).close();
        say("forgotten " + forgotten.pid());
        Process later = sleep();
        Watchdog.process(later.pid(), "1");
        say("later " + later.pid());
        if (how[0].equals("postgres")) {
            postgres();
        }
        say("ready");
        System.in.read();
    }

    private static Process sleep() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }

    private static void process(Process process) {
        Watchdog.process(process.toHandle());
        say("process " + process.pid());
    }

    private static void postgres() throws IOException {
        Path data = PostgresServer.directory(PostgresServer.start(settings -> settings))
                .orElseThrow();
        say("directory " + data);
        say("process " + Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    }

    private static void say(String words) {
        System.out.println(words);
        System.out.flush();
    }
}
