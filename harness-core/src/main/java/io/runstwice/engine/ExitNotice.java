package io.runstwice.engine;

import io.runstwice.run.RunEnvironment;
import io.runstwice.world.Redaction;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Names job, delivery and schedule before a JVM ends that a job has told to: from JDK 24 on nothing can stop it. */
final class ExitNotice implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ExitNotice.class.getName());

    private final Thread hook;

    private ExitNotice(String job, RunEnvironment environment) {
        hook = new Thread(() -> environment
                .exiting()
                .ifPresent(where -> say("the job \"" + Redaction.of(job) + "\" ended the JVM (System.exit) in "
                        + Redaction.of(where) + ". Let it throw instead; nothing was proved")));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static ExitNotice of(String job, RunEnvironment environment) {
        return new ExitNotice(job, environment);
    }

    /** Not logged: logging has a shutdown hook too, which closes its handlers, and hooks run in any order. */
    private static void say(String words) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true).println(words);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // then the hook is running already
            LOG.log(System.Logger.Level.DEBUG, "the JVM is going down", shutdownHasBegun);
        }
    }
}
