package io.runstwice.tier;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.run.Attempt;
import io.runstwice.run.JobMemory;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Work;
import io.runstwice.world.Resource;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A job as the engine's work.
 *
 * @param job the job
 * @param watched the resources that it may ask its delivery for
 * @param leftovers the threads that its deliveries leave behind
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public record DeliveredWork(Job job, Map<String, Resource> watched, LeftoverThreads leftovers) implements Work {

    /** The work of a job whose deliveries live in this JVM. */
    public static DeliveredWork of(Job job, Map<String, Resource> watched, RunEnvironment environment) {
        if (job instanceof FreshJob fresh && !fresh.shared().isEmpty()) {
            environment.note("the static memory of " + String.join(", ", fresh.shared())
                    + " is shared by all deliveries, as the test asks: a guard there was not taken away");
        }
        return new DeliveredWork(job, watched, new LeftoverThreads(environment));
    }

    @Override
    public void perform(Attempt attempt) throws Exception {
        if (job instanceof FreshJob) {
            leftovers.look();
        }
        job.perform(new Delivery(attempt, watched));
    }

    @Override
    public JobMemory memory() {
        return job instanceof FreshJob ? JobMemory.FRESH : JobMemory.SHARED;
    }
}
