package io.runstwice.explore;

import io.runstwice.world.Redaction;

/** A line now and then, so that nobody takes long work for a hang. */
final class Progress {

    private static final System.Logger LOG = System.getLogger(Progress.class.getName());
    private static final long EVERY = 15_000_000_000L;

    private final String job;
    private final long begin = System.nanoTime();
    private long next = begin + EVERY;

    Progress(String job) {
        this.job = job;
    }

    void tell(int explored) {
        long now = System.nanoTime();
        if (now > next) {
            next = now + EVERY;
            LOG.log(
                    System.Logger.Level.INFO,
                    Redaction.of(job) + ": " + explored + " schedules explored in " + (now - begin) / 1_000_000_000
                            + " s");
        }
    }
}
