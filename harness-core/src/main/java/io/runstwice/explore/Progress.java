package io.runstwice.explore;

import io.runstwice.world.Redaction;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A line now and then, so that long work does not look like a hang: the progress so far, the current work, and the
 * longest time that it can take.
 */
final class Progress {

    private static final System.Logger LOG = System.getLogger(Progress.class.getName());
    private static final long EVERY = TimeUnit.SECONDS.toNanos(5);

    private final String job;
    private final Consumer<String> out;
    private final long begin;
    private long next;
    private String at = "";

    Progress(String job) {
        this(job, System.nanoTime(), Progress::log);
    }

    /**
     * @param job how it calls the job
     * @param begin when the exploration began, in nanoseconds of the machine's clock
     * @param out where lines go
     */
    Progress(String job, long begin, Consumer<String> out) {
        this.job = job;
        this.out = out;
        this.begin = begin;
        this.next = begin + EVERY;
    }

    private static void log(String line) {
        LOG.log(System.Logger.Level.INFO, line);
    }

    /** From now on this family is explored. */
    void begins(String family) {
        at = family;
    }

    /**
     * Says how far it is, unless it has said so a moment ago.
     *
     * @param now in nanoseconds of the machine's clock
     * @param explored how many schedules were run
     * @param left how many more the bound allows at most; negative if it does not bound what is explored now
     */
    void tell(long now, int explored, int left) {
        if (now - next < 0) {
            return;
        }
        next = now + EVERY;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(now - begin);
        out.accept(String.format(
                Locale.ROOT,
                "%s: %,d schedules explored in %d s%s%s",
                Redaction.of(job),
                explored,
                seconds,
                at.isEmpty() ? "" : ", now: " + at,
                left < 0 || explored == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; at most %,d more, %d s at this pace",
                                left,
                                left * seconds / explored)));
    }
}
