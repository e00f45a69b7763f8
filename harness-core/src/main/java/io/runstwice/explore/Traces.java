package io.runstwice.explore;

import io.runstwice.judge.Trace;
import io.runstwice.judge.Trace.Event;
import io.runstwice.judge.Trace.Place;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The trace of a run as values for the judge, which looks in it for what excuses a double. */
final class Traces {

    private Traces() {}

    static Trace of(Run run) {
        return of(run.steps());
    }

    static Trace of(List<Step> steps) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String worker = step.worker().text();
            if (step instanceof Step.Passed passed) {
                events.add(event(worker, passed, isLate(passed, steps.subList(0, i))));
            } else if (step instanceof Step.Began began) {
                events.add(Event.plain(worker, !began.later().isZero()));
            } else if (step instanceof Step.Passing) {
                events.add(Event.plain(worker, true));
            } else if (step instanceof Step.Terminated) {
                events.add(new Event(worker, Set.of(), Set.of(), List.of(), "shutdown", false, false));
            } else if (step instanceof Step.Ended) {
                events.add(Event.plain(worker, false));
            }
        }
        return new Trace(events);
    }

    private static Event event(String worker, Step.Passed passed, boolean late) {
        Access access = passed.access();
        boolean durable = passed.effect() == Effect.DURABLE;
        return new Event(
                worker,
                places(passed, access.read()),
                durable ? places(passed, access.written()) : Set.of(),
                durable
                        ? access.added().stream()
                                .map(row -> new Trace.Added(place(passed, row.table()), row.what(), row.rows()))
                                .toList()
                        : List.of(),
                fault(passed),
                false,
                late);
    }

    private static Set<Place> places(Step.Passed passed, Set<String> tables) {
        return tables.stream().map(table -> place(passed, table)).collect(Collectors.toSet());
    }

    private static Place place(Step.Passed passed, String table) {
        return new Place(passed.point().resource(), table);
    }

    /** A rollback that the database imposed is a fault, whether the schedule has asked for it or not. */
    private static String fault(Step.Passed passed) {
        Fault fault = passed.fault();
        if (fault != null) {
            return fault.toString();
        }
        return passed.access().rolledBack() ? "rollback at " + passed.point() : "";
    }

    /**
     * Whether others acted while its request was under way. So it is as well if its worker stood right before it, and
     * died with it: that is how the last request of a dead worker is made to come late.
     */
    private static boolean isLate(Step.Passed passed, List<Step> before) {
        boolean othersActed = false;
        for (int i = before.size() - 1; i >= 0; i--) {
            Step step = before.get(i);
            if (!step.worker().equals(passed.worker())) {
                othersActed |= step instanceof Step.Passed;
            } else if (step instanceof Step.Paused paused) {
                boolean diesWithIt = passed.fault() instanceof Fault.Crash crash && crash.after();
                return othersActed && paused.point().equals(passed.point()) && (paused.inFlight() || diesWithIt);
            } else if (!(step instanceof Step.Passing)) {
                return false;
            }
        }
        return false;
    }
}
