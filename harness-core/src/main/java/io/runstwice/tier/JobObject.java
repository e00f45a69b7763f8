package io.runstwice.tier;

import io.runstwice.Job;
import io.runstwice.Tier;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A job that is an object: the values that it captured are not known, so it cannot be made a second time.
 *
 * @param name its name in reports
 * @param job the object
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public record JobObject(String name, Job job) implements JobFactory {

    @Override
    public Job in(Tier tier, Map<String, Resource> resources, Set<String> shared) {
        return switch (tier) {
            case THREAD -> job;
            case CLASSLOADER, PROCESS ->
                throw new Misuse("the tier " + tier + " loads a job afresh for every delivery, but \"" + name
                        + "\" is a lambda or an object, and what it captured cannot be loaded again. Name a class:"
                        + " RunsTwice.job(JobClass.class), with a constructor without parameters; it gets its resources from the"
                        + " delivery: delivery.watched(\"db\", Database.class).dataSource()");
        };
    }
}
