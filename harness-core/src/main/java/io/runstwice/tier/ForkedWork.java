package io.runstwice.tier;

import io.runstwice.fork.Forks;
import io.runstwice.run.Attempt;
import io.runstwice.run.JobMemory;
import io.runstwice.run.Work;
import org.apiguardian.api.API;

/**
 * A job in processes of its own, as the engine's work.
 *
 * @param job it
 * @param forks where its deliveries find one
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public record ForkedWork(ForkedJob job, Forks forks) implements Work {

    @Override
    public void perform(Attempt attempt) throws Exception {
        job.perform(attempt, forks);
    }

    @Override
    public void prepare() {
        forks.awaitWarm();
    }

    @Override
    public JobMemory memory() {
        return JobMemory.NONE;
    }
}
