package io.runstwice;

import io.runstwice.world.Resource;
import java.util.Map;

/** What a test gave as its job, and how a delivery's work is made of it in each tier. */
interface Making {

    /**
     * The job in a tier.
     *
     * @param resources the watched world, by name
     * @throws io.runstwice.world.Misuse if it cannot be made there
     */
    Job in(Tier tier, Map<String, Resource> resources);
}
