package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.schedule.Turn;
import java.time.Duration;
import java.util.List;

/** Runs beginnings of schedules, to see where they lead; nothing of it is judged. */
public final class DryRun {

    private final ExplorationContext context;

    DryRun(ExplorationContext context) {
        this.context = context;
    }

    /**
     * The run of these turns if nothing else happens: all workers come to their end, and the message is redelivered
     * until it is settled.
     */
    public Run of(List<Turn> turns) {
        return context.follow(turns);
    }

    /** The turns of a run that come after those of the actors. */
    public List<Turn> turnsOf(Run run) {
        List<Turn> all = run.schedule().turns();
        return all.subList(context.root().turns().size(), all.size());
    }

    /** How late the last redelivery comes. */
    public Duration redeliveredWithin() {
        return context.bounds().redeliveredWithin();
    }

    /** How many schedules may be tried. */
    public int most() {
        return context.bounds().schedules();
    }

    /** Not everything that was described is tried. */
    public void leavesOut(String why) {
        context.tally().lower(why);
    }
}
