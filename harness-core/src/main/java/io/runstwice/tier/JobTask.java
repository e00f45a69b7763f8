package io.runstwice.tier;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.fork.RemoteTask;
import io.runstwice.run.Attempt;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** In a forked JVM: makes an object of the job's class, and lets it perform the delivery. For the engine. */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports")
public final class JobTask implements RemoteTask {

    /** Made by its name. */
    public JobTask() {}

    @Override
    public void run(Attempt attempt, Map<String, Resource> resources, List<String> words) throws Exception {
        Class<?> type = Class.forName(words.get(0), true, Thread.currentThread().getContextClassLoader());
        JobClass.instance(type.asSubclass(Job.class)).perform(new Delivery(attempt, resources));
    }
}
