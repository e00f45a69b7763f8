package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Misuse;
import java.util.List;

/**
 * The check that a schedule which a test named fits the job.
 *
 * @param schedule the schedule that the test named
 */
record ScheduleFit(Schedule schedule) {

    /** Fails unless every worker that is to act exists. */
    void mustKnow(List<WorkerName> actors) {
        for (Turn turn : schedule.turns()) {
            WorkerName worker = turn.worker();
            if (!worker.isDelivery() && !actors.contains(worker)) {
                throw misfit("no worker is called " + worker + "; "
                        + (actors.isEmpty() ? "there are no actors" : "the actors are " + actors)
                        + ". Name it with RunsTwice.alongside(\"" + worker + "\", …)");
            }
        }
    }

    /** Everything that the schedule says has to have happened. */
    void mustHaveHappenedIn(Run run) {
        if (!run.unfired().isEmpty()) {
            throw misfit(run.unfired().get(0) + " never happened. The job's interactions are: "
                    + run.interactions(1).stream()
                            .map(step -> step.point().toString())
                            .toList());
        }
        if (run.schedule().deliveries() < schedule.deliveries()) {
            throw misfit("the message was settled by D" + run.schedule().deliveries()
                    + ", so no further delivery ever came");
        }
        for (Turn turn : schedule.turns()) {
            if (turnsOf(turn.worker(), run.schedule()) < turnsOf(turn.worker(), schedule)) {
                throw misfit(turn.worker() + " had come to its end before its last turn");
            }
        }
    }

    private static long turnsOf(WorkerName worker, Schedule schedule) {
        return schedule.turns().stream()
                .filter(turn -> turn.worker().equals(worker))
                .count();
    }

    private Misuse misfit(String why) {
        return new Misuse("the schedule \"" + schedule + "\" does not fit this job: " + why);
    }
}
