package io.runstwice.tier;

import io.runstwice.Job;
import io.runstwice.Tier;
import io.runstwice.world.Resource;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** The job as a test gave it; makes a delivery's work of it in each tier. */
@API(status = API.Status.INTERNAL, since = "0.2")
public interface JobFactory {

    /**
     * The job in a tier.
     *
     * @param resources the watched world, by name
     * @param shared packages and classes whose static memory deliveries have in common all the same
     * @throws io.runstwice.world.Misuse if it cannot be made there
     */
    Job in(Tier tier, Map<String, Resource> resources, Set<String> shared);
}
