package io.runstwice.explore;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The schedules that are left when one part of a schedule is left out: a turn, a fault, or time that passes.
 * Deliveries are counted anew.
 */
record SmallerSchedules(Schedule schedule) {

    /** Each of them once; what would be no schedule is left away. */
    List<Schedule> each() {
        Set<Schedule> each = new LinkedHashSet<>();
        for (int i = 0; i < schedule.turns().size(); i++) {
            without(i).forEach(turns -> counted(turns).ifPresent(each::add));
        }
        each.remove(schedule);
        return List.copyOf(each);
    }

    private List<List<Turn>> without(int place) {
        Turn turn = schedule.turns().get(place);
        List<List<Turn>> all = new ArrayList<>();
        if (!comesAnyway(place)) {
            all.add(withoutTurn(place, Duration.ZERO));
        }
        if (!turn.later().isZero()) {
            all.add(withoutTurn(place, turn.later()));
            all.add(with(place, lasting(turn, Duration.ZERO)));
        }
        for (Fault fault : turn.faults()) {
            if (!(fault instanceof Fault.Expired)) { // what a wait comes to, and nothing that is done to it
                all.add(withoutFault(place, fault));
            }
        }
        return all;
    }

    /**
     * Whether this delivery comes without its turn too: a message that is not settled is redelivered, if no worker
     * stands still.
     */
    private boolean comesAnyway(int place) {
        Turn turn = schedule.turns().get(place);
        return place == schedule.turns().size() - 1
                && turn.faults().isEmpty()
                && turn.later().isZero()
                && turn.worker().isDelivery()
                && turn.source() == Source.MESSAGE
                && schedule.preemptions() == 0;
    }

    /** The time before it passes before the next turn, if it is to pass; no more than passes there anyway. */
    private List<Turn> withoutTurn(int place, Duration time) {
        List<Turn> turns = new ArrayList<>(schedule.turns());
        Turn gone = turns.remove(place);
        if (place < turns.size()) {
            Turn next = turns.get(place);
            boolean isTheSame = next.worker().equals(gone.worker());
            Turn longer = lasting(next, next.later().compareTo(time) < 0 ? time : next.later());
            turns.set(place, isTheSame ? beginning(longer, gone) : longer);
        }
        return turns;
    }

    /**
     * Leaves a fault out. A worker that does not stand still then goes on at once, with the faults of its next turn.
     */
    private List<Turn> withoutFault(int place, Fault fault) {
        Turn turn = schedule.turns().get(place);
        List<Fault> left = new ArrayList<>(turn.faults());
        left.remove(fault);
        List<Turn> turns = with(place, turn.with(left));
        if (turn.pauses() && !turn.with(left).pauses()) {
            goesOn(turns, place);
        }
        return turns;
    }

    private static void goesOn(List<Turn> turns, int place) {
        Turn turn = turns.get(place);
        for (int next = place + 1; next < turns.size(); next++) {
            if (turns.get(next).worker().equals(turn.worker())) {
                List<Fault> both = new ArrayList<>(turn.faults());
                both.addAll(turns.remove(next).faults());
                turns.set(place, turn.with(both));
                return;
            }
        }
    }

    private List<Turn> with(int place, Turn other) {
        List<Turn> turns = new ArrayList<>(schedule.turns());
        turns.set(place, other);
        return turns;
    }

    private static Turn lasting(Turn turn, Duration later) {
        return new Turn(turn.worker(), turn.source(), later, turn.faults(), turn.message());
    }

    /** The first turn of a delivery names its source. */
    private static Turn beginning(Turn turn, Turn gone) {
        return new Turn(turn.worker(), gone.source(), turn.later(), turn.faults(), gone.message());
    }

    /**
     * With the deliveries numbered in the order in which they begin, and the first at once, as in the baseline: a late
     * delivery is a redelivery. Empty if that is no schedule.
     */
    private static Optional<Schedule> counted(List<Turn> turns) {
        Map<WorkerName, WorkerName> names = new HashMap<>();
        List<Turn> counted = new ArrayList<>();
        for (Turn turn : turns) {
            WorkerName name = turn.worker().isDelivery()
                    ? names.computeIfAbsent(turn.worker(), any -> WorkerName.delivery(names.size() + 1))
                    : turn.worker();
            Duration later = counted.isEmpty() ? Duration.ZERO : turn.later();
            counted.add(new Turn(name, turn.source(), later, turn.faults(), turn.message()));
        }
        try {
            return Optional.of(new Schedule(counted));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
