package io.runstwice.judge;

import io.runstwice.judge.Trace.Event;
import io.runstwice.judge.Trace.Place;
import io.runstwice.world.Misuse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The records of the effects of one table: made by the first durable change that follows in the same delivery, outside
 * all lines of this contract. Learnt from a plain delivery.
 *
 * @param where the places that count
 * @param guards the places of a plain delivery's record: a worker that reads there learns of the effect
 * @param atOnce whether the record becomes durable together with the effect, and nothing follows
 */
record Records(Predicate<Place> where, Set<Place> guards, boolean atOnce) {

    static final int NEVER = Integer.MAX_VALUE;

    /**
     * Learns them.
     *
     * @param table whose effects
     * @param where the places that count
     * @param declared how the test calls them, for a message; empty for the first change that follows
     * @throws Misuse if a plain delivery has no record
     */
    static Records learn(
            Place table, List<TracedEffect> effects, Trace baseline, Predicate<Place> where, List<String> declared) {
        Set<Place> guards = new HashSet<>();
        boolean atOnce = false;
        for (TracedEffect effect : effects) {
            int later = first(baseline, effect.worker(), effect.at() + 1, where);
            int record = later == NEVER ? first(baseline, effect.worker(), effect.at(), where) : later;
            atOnce |= later == NEVER;
            if (later == NEVER && record != effect.at()) {
                throw missing(table, declared);
            }
            baseline.events().get(record).written().stream().filter(where).forEach(guards::add);
        }
        return new Records(where, guards, atOnce);
    }

    private static int first(Trace trace, String worker, int from, Predicate<Place> where) {
        for (int i = from; i < trace.events().size(); i++) {
            Event event = trace.events().get(i);
            if (event.worker().equals(worker) && event.written().stream().anyMatch(where)) {
                return i;
            }
        }
        return NEVER;
    }

    /** The event with which the record of an effect was durable; {@link #NEVER} if it never was. */
    int of(TracedEffect effect, Trace run) {
        boolean together =
                atOnce && run.events().get(effect.at()).written().stream().anyMatch(where);
        return together ? effect.at() : first(run, effect.worker(), effect.at() + 1, where);
    }

    /** When its worker last looked whether it was recorded, before it acted; the effect itself if it never did. */
    int lastLook(TracedEffect effect, Trace run) {
        for (int i = effect.at() - 1; i >= 0; i--) {
            Event event = run.events().get(i);
            if (event.worker().equals(effect.worker())
                    && event.read().stream().anyMatch(read -> guards.stream().anyMatch(read::meets))) {
                return i;
            }
        }
        return effect.at();
    }

    private static Misuse missing(Place table, List<String> declared) {
        String what = declared.isEmpty()
                ? "a durable change that the same delivery makes after it, elsewhere than in what is doubled only by faults"
                : "a durable change of " + String.join(" or ", declared) + " that the same delivery makes after it";
        return new Misuse(table + " is declared doubledOnlyByFaults(), which needs a record of each effect: " + what
                + ". One plain delivery makes none. Let the job note the effect once it has happened,"
                + (declared.isEmpty() ? "" : " correct recordedIn(...),")
                + " or declare atLeastOnce() or atMostOnce()");
    }
}
