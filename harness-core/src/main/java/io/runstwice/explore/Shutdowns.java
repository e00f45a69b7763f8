package io.runstwice.explore;

import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.List;

/**
 * A deploy: before each interaction the worker's process is told to end, and its shutdown hooks run while the job
 * stands still. If none of them waits for it the process ends with them, and the message comes again. Else the grace
 * period passes, and the process is killed; and in the order of Sidekiq the message is pushed back first, so that a
 * second delivery runs before the first one goes on.
 */
final class Shutdowns implements Explorer {

    /** Sidekiq's. */
    static final Duration GRACE = Duration.ofSeconds(25);

    private static final WorkerName FIRST = WorkerName.delivery(1);

    private final ExplorationContext context;
    private final Run once;

    /** @param once the baseline */
    Shutdowns(ExplorationContext context, Run once) {
        this.context = context;
        this.once = once;
    }

    @Override
    public Family family() {
        return Family.SHUTDOWNS;
    }

    @Override
    public void smallest() {
        List<Step.Passed> trace = once.interactions(1);
        trace.forEach(step -> explore(step.point()));
        context.tally().reached(family(), Extent.at(trace.size()));
    }

    @Override
    public void larger() {}

    private void explore(Point point) {
        Turn told = Turn.of(FIRST, new Fault.Shutdown(point));
        Turn killed = new Turn(FIRST, Source.MESSAGE, GRACE, List.of(new Fault.Crash(false, point)));
        Run killedLate = context.overlap(context.root(), List.of(told, killed), List.of());
        boolean hooksWait = !(killedLate.ending(1) instanceof Ending.Exited);
        if (hooksWait) {
            context.mustHaveFired(killedLate);
        }
        if (hooksWait && context.bounds().preemptions() > 0) {
            context.overlap(context.root(), List.of(told, Turn.of(2), Turn.of(FIRST)), List.of());
        }
    }
}
