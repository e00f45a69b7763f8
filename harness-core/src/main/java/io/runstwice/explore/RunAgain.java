package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import java.util.Optional;

/** The job ran to its end and the queue never heard of it, once, twice, three times; run again at once, and late. */
final class RunAgain implements Explorer {

    private static final int TIMES = 3;

    private final ExplorationContext context;
    private Optional<Checkpoint> unheard;
    private int times;

    RunAgain(ExplorationContext context) {
        this.context = context;
        this.unheard = Optional.of(context.root());
    }

    @Override
    public Family family() {
        return Family.REPETITION;
    }

    @Override
    public void smallest() {
        again();
    }

    @Override
    public void larger() {
        for (int i = 1; i < TIMES; i++) {
            again();
        }
    }

    /** Loses one acknowledgement more. */
    private void again() {
        if (unheard.isEmpty()) {
            return;
        }
        Checkpoint from = unheard.get();
        Run run = context.advance(from, Turn.of(from.next(), new Fault.AcknowledgementLost()));
        if (times == 0) {
            context.mustHaveFired(run);
        }
        if (!run.unfired().isEmpty()) {
            unheard = Optional.empty();
            return;
        }
        unheard = run.here();
        times++;
        context.tally().reached(family(), Extent.at(times));
        context.completeAtOnceAndLate(run);
    }
}
