package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One effect as it took place in a run: one row that was added.
 *
 * @param number counts the effects of a list, from 0
 * @param at the event that made it durable
 * @param worker whose it is
 * @param what what tells it from others
 */
record TracedEffect(int number, int at, String worker, String what) {

    /** All of them at some places, in their order. */
    static List<TracedEffect> in(Trace trace, Predicate<Trace.Place> where) {
        List<TracedEffect> all = new ArrayList<>();
        for (int at = 0; at < trace.events().size(); at++) {
            Trace.Event event = trace.events().get(at);
            for (Trace.Added added : event.added()) {
                for (int row = 0; row < added.rows() && where.test(added.place()); row++) {
                    all.add(new TracedEffect(all.size(), at, event.worker(), added.what()));
                }
            }
        }
        return all;
    }
}
