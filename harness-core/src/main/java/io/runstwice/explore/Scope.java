package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.run.Run;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.List;
import java.util.Set;

/**
 * The families that a bound asks for, of one job.
 *
 * @param baseline the run of the job alone: all actors, one after the other, and then each message once
 * @param bounds the bound
 * @param linked the names of the resources that a worker can be cut off from
 */
record Scope(Run baseline, Bounds bounds, Set<String> linked) {

    List<WorkerName> actors() {
        return baseline.schedule().turns().stream()
                .map(Turn::worker)
                .filter(worker -> !worker.isDelivery())
                .distinct()
                .toList();
    }

    boolean isHistory() {
        return baseline.schedule().deliveries() > 1;
    }

    boolean isOneMessage() {
        return !isHistory();
    }

    boolean isLinked() {
        return isOneMessage()
                && !PartitionPoints.of(baseline.interactions(1), linked).isEmpty();
    }

    boolean shutsDown() {
        return isOneMessage() && bounds.shutdowns();
    }

    boolean hasActors() {
        return isOneMessage() && !actors().isEmpty();
    }

    boolean actorsOverlap() {
        return hasActors() && overlaps();
    }

    boolean actorsActLate() {
        return actorsOverlap() && !isEnqueuedByAnActor();
    }

    boolean isEnqueuedByAnActor() {
        return BaselineChecks.isEnqueued(baseline.steps());
    }

    boolean hasCopies() {
        return isOneMessage() && bounds.copies() > 1;
    }

    boolean lapses() {
        return isOneMessage() && overlaps();
    }

    boolean hasFaultsInOverlaps() {
        return isOneMessage() && overlaps() && (bounds.copies() > 1 || bounds.visibilityLapses());
    }

    private boolean overlaps() {
        return bounds.preemptions() > 0;
    }
}
