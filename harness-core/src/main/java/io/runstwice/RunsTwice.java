package io.runstwice;

import io.runstwice.schedule.Schedule;
import io.runstwice.world.Resource;
import org.apiguardian.api.API;

/**
 * Explores whether a job is safe to run twice.
 *
 * <pre>{@code
 * Verdict verdict = RunsTwice.job("charge-invoice", delivery -> new ChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42))
 *         .given(() -> db.execute("insert into invoices(id, total_cents) values (42, 1999)"))
 *         .watching(db, gateway)
 *         .explore();
 * verdict.orThrow();
 * }</pre>
 *
 * <p>Not thread-safe; explorations of different worlds can run side by side.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RunsTwice {

    private RunsTwice() {}

    /**
     * Begins to describe an exploration.
     *
     * @param name how reports call the job
     * @param job one call is one delivery
     */
    public static RunsTwice job(String name, Job job) {
        throw new UnsupportedOperationException();
    }

    /** What makes the world ready for the job: run once, after the world was found to be disposable. */
    public RunsTwice given(Setup setup) {
        throw new UnsupportedOperationException();
    }

    /** The resources that the job acts on, named by their kind: {@code db}, {@code http}; several of a kind are numbered. */
    public RunsTwice watching(Resource... resources) {
        throw new UnsupportedOperationException();
    }

    /** A resource under a name of its own. */
    public RunsTwice watching(String name, Resource resource) {
        throw new UnsupportedOperationException();
    }

    /** What to exhaust; {@link Bounds#standard()} if not said. */
    public RunsTwice within(Bounds bounds) {
        throw new UnsupportedOperationException();
    }

    /** Runs just this schedule (after the baseline that it is compared with). */
    public RunsTwice replay(Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    /**
     * Explores. A value; never throws for an unsafe job.
     *
     * @throws io.runstwice.world.Misuse if the harness is used wrongly; nothing has been changed then
     */
    public Verdict explore() {
        throw new UnsupportedOperationException();
    }

    /** Code that makes a world ready. */
    @FunctionalInterface
    public interface Setup {
        void run() throws Exception;
    }
}
