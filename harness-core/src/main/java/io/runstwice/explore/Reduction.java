package io.runstwice.explore;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What a search over interleavings leaves out because it provably leads nowhere new.
 *
 * <p>Explorations use all of it. The tests compare it with none of it, and show that it becomes unsound when a side condition of
 * the dependence is dropped.
 *
 * @param rules which rules are applied
 * @param dependence whether the order of two moves can be told
 */
record Reduction(Set<Rule> rules, BiPredicate<Move, Move> dependence) {

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
        return new Reduction(EnumSet.allOf(Rule.class), Move::conflictsWith);
    }

    static Reduction none() {
        return new Reduction(EnumSet.noneOf(Rule.class), Move::conflictsWith);
    }

    boolean uses(Rule rule) {
        return rules.contains(rule);
    }
}
