package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Schedules that failed when the job was explored before, tried first. The job may have changed since: the turns and
 * faults of a schedule that still exist are run, and the others are reported.
 */
final class FailedBefore {

    private final ExplorationContext context;
    private final List<WorkerName> actors;
    private final Set<String> linked;

    FailedBefore(ExplorationContext context, List<WorkerName> actors, Set<String> linked) {
        this.context = context;
        this.actors = actors;
        this.linked = linked;
    }

    /** Whether one of them fails again; those before it pass. */
    boolean anyFails(List<Schedule> schedules) {
        for (Schedule schedule : schedules) {
            int before = context.findings().size();
            Optional<Schedule> applied = apply(schedule);
            boolean fails = context.findings().size() > before;
            if (!fails || !applied.equals(Optional.of(schedule))) {
                context.tally().passes(schedule);
            }
            if (fails) {
                context.tally().lower("stopped at a schedule that failed before");
                return true;
            }
            context.note("failed before and passes now: \"" + schedule + "\"");
        }
        return false;
    }

    /** Runs and judges the part of it that still exists. */
    private Optional<Schedule> apply(Schedule schedule) {
        Schedule bound = schedule.isBound() ? schedule : new ScheduleDecoder(context, linked).bind(schedule.choices());
        Optional<Schedule> known = without(bound, this::isUnknown);
        while (known.isPresent()) {
            Run run = context.run(known.get());
            if (run.unfired().isEmpty()) {
                context.judge(run);
                return known;
            }
            run.unfired()
                    .forEach(fault ->
                            context.note("\"" + schedule + "\" failed before, but " + fault + " never happens now"));
            known = without(run.schedule(), run.unfired()::contains);
        }
        return known;
    }

    /** Without the turns of actors that are gone, and without these faults; empty if nothing is left of it. */
    private Optional<Schedule> without(Schedule schedule, java.util.function.Predicate<Fault> gone) {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : schedule.turns()) {
            if (turn.worker().isDelivery() || actors.contains(turn.worker())) {
                List<Fault> left = turn.faults().stream()
                        .filter(fault -> !gone.test(fault))
                        .toList();
                turns.add(turn.with(left));
            }
        }
        try {
            return Optional.of(new Schedule(turns));
        } catch (IllegalArgumentException nothingLeft) {
            return Optional.empty();
        }
    }

    private boolean isUnknown(Fault fault) {
        return fault instanceof Fault.Partition partition && !context.watched().containsAll(partition.resources());
    }
}
