package io.runstwice.explore;

import io.runstwice.schedule.WorkerName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * The reduction of a search over interleavings: leaves out schedules that provably lead nowhere new.
 *
 * <p>Explorations use all of it. The tests compare it with none of it, and show that it becomes unsound when a side
 * condition of the dependence is dropped.
 *
 * @param rules which rules are applied
 * @param dependence whether the order of two moves can be told
 * @param points whether to switch before a move can make a difference, as far as the moves of the others are known
 * @param symmetry which of the participants can be exchanged
 */
record Reduction(
        Set<Rule> rules,
        BiPredicate<Move, Move> dependence,
        BiPredicate<KnownFootprints, Move> points,
        BiFunction<Participants, ExplorationContext, List<WorkerName>> symmetry) {

    /** One way of leaving something out. */
    enum Rule {
        /** Schedules that differ only in the order of moves that commute lead to the same places. */
        COMMUTING,
        /** To switch before a move that commutes with all that others do is to switch later. */
        POINTS,
        /** Deliveries that nothing tells apart can be exchanged. */
        SYMMETRY
    }

    static Reduction full() {
        return of(EnumSet.allOf(Rule.class));
    }

    static Reduction none() {
        return of(EnumSet.noneOf(Rule.class));
    }

    private static Reduction of(Set<Rule> rules) {
        return new Reduction(rules, Move::conflictsWith, KnownFootprints::isPoint, Participants::interchangeable);
    }

    boolean uses(Rule rule) {
        return rules.contains(rule);
    }
}
