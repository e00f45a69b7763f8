package io.runstwice.explore;

import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.WorkerName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The actors that threw somewhere, each told once: a rollback beside others is all right, but what such an actor would
 * have done is not there.
 */
final class FailedActors {

    private final Set<WorkerName> told = new HashSet<>();

    /** The remarks on a run; mostly none. */
    List<String> in(Run run) {
        return run.steps().stream()
                .filter(Step.Ended.class::isInstance)
                .map(Step.Ended.class::cast)
                .filter(ended -> !ended.worker().isDelivery() && ended.ending() instanceof Ending.Threw)
                .filter(ended -> told.add(ended.worker()))
                .map(ended -> "the actor " + ended.worker() + " threw in \"" + run.schedule() + "\": "
                        + ((Ending.Threw) ended.ending()).failure()
                        + ". Such an act may have had its effect or not; either is right")
                .toList();
    }
}
