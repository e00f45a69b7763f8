package io.runstwice.incident;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The beginning of a schedule that a report may mean.
 *
 * @param turns the turns that are known
 * @param frozenAt the places where deliveries stand or stood still, by delivery
 * @param over whether the message was settled sooner than the report says, so that nothing more happens
 */
record Draft(List<Turn> turns, Map<Integer, Point> frozenAt, boolean over) {

    static final Draft EMPTY = new Draft(List.of(), Map.of(), false);

    /** This draft and one more turn. */
    Draft then(Turn turn) {
        List<Turn> more = new ArrayList<>(turns);
        more.add(turn);
        return new Draft(List.copyOf(more), frozenAt, over);
    }

    /** This draft with a fault in the last turn. */
    Draft with(Fault fault) {
        List<Turn> changed = new ArrayList<>(turns);
        Turn last = changed.remove(changed.size() - 1);
        List<Fault> faults = new ArrayList<>(last.faults());
        faults.add(fault);
        changed.add(last.with(faults));
        return new Draft(List.copyOf(changed), frozenAt, over);
    }

    /** This draft, where the delivery stands still at a point. */
    Draft frozen(int delivery, Fault.Pause pause) {
        Map<Integer, Point> frozen = new LinkedHashMap<>(frozenAt);
        frozen.put(delivery, pause.point());
        return new Draft(with(pause).turns, Map.copyOf(frozen), over);
    }

    /** This draft, after which nothing more happens. */
    Draft ended() {
        return new Draft(turns, frozenAt, true);
    }
}
