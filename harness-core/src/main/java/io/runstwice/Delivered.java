package io.runstwice;

import io.runstwice.run.Attempt;
import io.runstwice.run.Memory;
import io.runstwice.run.Stage;
import io.runstwice.run.Work;
import io.runstwice.world.Resource;
import java.util.Map;

/**
 * A job as the engine's work.
 *
 * @param job it
 * @param watched what it may ask its delivery for
 * @param leftovers what its deliveries leave behind
 */
record Delivered(Job job, Map<String, Resource> watched, Leftovers leftovers) implements Work {

    static Delivered of(Job job, Map<String, Resource> watched, Stage stage) {
        if (job instanceof FreshJob fresh && !fresh.shared().isEmpty()) {
            stage.note("the static memory of " + String.join(", ", fresh.shared())
                    + " is shared by all deliveries, as the test asks: a guard there was not taken away");
        }
        return new Delivered(job, watched, new Leftovers(stage));
    }

    @Override
    public void perform(Attempt attempt) throws Exception {
        if (job instanceof FreshJob) {
            leftovers.look();
        }
        job.perform(new Delivery(attempt, watched));
    }

    @Override
    public Memory memory() {
        return job instanceof FreshJob ? Memory.FRESH : Memory.SHARED;
    }
}
