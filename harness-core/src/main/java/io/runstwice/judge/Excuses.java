package io.runstwice.judge;

import io.runstwice.judge.Trace.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The excuses for the doubles of a run, for the effects of one table.
 *
 * <p>A repetition is excused by a fault of its own, each fault excusing one repetition of one effect:
 *
 * <ul>
 *   <li>a crash, a lost message, a partition, a shutdown or a rollback that the database imposed, of the worker of an
 *       earlier effect, after that effect and before its record was durable;
 *   <li>time that passed while the worker of either stood still between its last look at the guard and its record;
 *   <li>a request of either that came late.
 * </ul>
 *
 * <p>What follows a durable record is never excused, unless its own worker had stood still or its request came late.
 * Nor is what came before the fault: that was not made by it.
 */
final class Excuses {

    private final Records records;
    private final Trace run;

    Excuses(Records records, Trace run) {
        this.records = records;
        this.run = run;
    }

    /**
     * How many of the repetitions among these effects are excused.
     *
     * @param effects equal ones, in their order
     * @param once how many of them a plain delivery has
     */
    int excused(List<TracedEffect> effects, int once) {
        if (effects.size() <= once) {
            return 0;
        }
        List<Excuse> excuses = new ArrayList<>();
        effects.forEach(effect -> excuses.addAll(of(effect)));
        return Assignment.size(
                effects.subList(once, effects.size()),
                excuses,
                (repetition, excuse) -> excuse.covers(repetition)
                        && (excuse.of().equals(repetition) || recordedBefore(repetition, effects) < once));
    }

    private long recordedBefore(TracedEffect repetition, List<TracedEffect> effects) {
        return effects.stream()
                .filter(effect -> effect.number() < repetition.number())
                .filter(effect -> records.of(effect, run) < repetition.at())
                .count();
    }

    /** All that a fault at one effect, or a pause around it, excuses. */
    List<Excuse> of(TracedEffect effect) {
        int record = records.of(effect, run);
        List<Excuse> excuses = new ArrayList<>(faults(effect, record));
        excuses.addAll(pauses(effect, record));
        if (run.events().get(effect.at()).late()) {
            excuses.add(new Excuse(effect, "late", effect.at() - 1, record, true));
        }
        return excuses;
    }

    private List<Excuse> faults(TracedEffect effect, int record) {
        List<Excuse> excuses = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = effect.at(); i < Math.min(record, run.events().size()); i++) {
            Event event = run.events().get(i);
            if (event.worker().equals(effect.worker()) && !event.fault().isEmpty() && known.add(event.fault())) {
                excuses.add(new Excuse(effect, event.fault(), i, record, false));
            }
        }
        return excuses;
    }

    /** Between one event of its worker and the next, while time passed. */
    private List<Excuse> pauses(TracedEffect effect, int record) {
        List<Excuse> excuses = new ArrayList<>();
        int before = records.lastLook(effect, run);
        int passed = Records.NEVER;
        for (int i = before + 1; i < run.events().size() && before < record; i++) {
            Event event = run.events().get(i);
            if (event.later() && passed == Records.NEVER) {
                passed = i - 1;
            }
            if (event.worker().equals(effect.worker())) {
                if (passed != Records.NEVER) {
                    excuses.add(new Excuse(effect, "pause " + before, passed, record, true));
                }
                before = i;
                passed = Records.NEVER;
            }
        }
        return excuses;
    }
}
