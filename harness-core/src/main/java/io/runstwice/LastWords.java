package io.runstwice;

import io.runstwice.run.Stage;

/** Names job, delivery and schedule before a JVM ends that a job has told to: from JDK 24 on nothing can stop it. */
final class LastWords implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LastWords.class.getName());

    private final Thread hook;

    private LastWords(String job, Stage stage) {
        hook = new Thread(() -> stage.exiting()
                .ifPresent(where -> LOG.log(
                        System.Logger.Level.ERROR,
                        "the job \"" + job + "\" ended the JVM (System.exit or Runtime.halt's kin) in " + where
                                + ". Let it throw instead; nothing was proved")));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static LastWords of(String job, Stage stage) {
        return new LastWords(job, stage);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // then the hook is running, and nobody is left to care
            LOG.log(System.Logger.Level.DEBUG, "the JVM is going down", shutdownHasBegun);
        }
    }
}
