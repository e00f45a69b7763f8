package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import java.util.List;

/**
 * A delivery that is cut off from a resource at one point and for the rest of its life: from each linked resource, from
 * two of them at once, in both directions or so that requests still arrive; healed before the redelivery, or only after
 * one that is cut off as well.
 */
final class Partitions implements Explorer {

    private final ExplorationContext context;
    private final List<Fault.Partition> partitions;

    Partitions(ExplorationContext context, Scope scope) {
        this.context = context;
        this.partitions = PartitionPoints.of(scope.baseline().interactions(1), scope.linked());
    }

    @Override
    public Family family() {
        return Family.PARTITIONS;
    }

    @Override
    public void smallest() {
        partitions.forEach(this::explore);
        long places = partitions.stream().map(Fault.Partition::from).distinct().count();
        context.tally().reached(family(), Extent.at((int) places));
    }

    @Override
    public void larger() {}

    private void explore(Fault.Partition partition) {
        Run run = context.advance(context.root(), Turn.of(1, partition));
        context.mustHaveFired(run);
        if (run.settled()) {
            context.judge(run);
            unheard(partition);
            return;
        }
        context.completeAtOnceAndLate(run);
        stillThere(partition, run.here().orElseThrow());
    }

    /** It acknowledged although it was cut off; the queue may be cut off as well. */
    private void unheard(Fault.Partition partition) {
        Run run = context.advance(context.root(), Turn.of(1, partition, new Fault.AcknowledgementLost()));
        context.mustHaveFired(run);
        context.completeAtOnceAndLate(run);
    }

    /** The redelivery comes too soon. */
    private void stillThere(Fault.Partition partition, Checkpoint start) {
        Run run = context.advance(start, Turn.of(start.next(), partition.fromTheBeginning()));
        if (run.settled()) {
            context.judge(run);
        } else {
            context.completeAndJudge(run.here().orElseThrow());
        }
    }
}
