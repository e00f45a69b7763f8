package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;

/** Two runs of the same schedule, brought together by masking single cells, or found to contradict each other. */
final class Reconciliation {

    private Reconciliation() {}

    static void learn(Side first, Side other, Masks masks) {
        Matching matching = Matching.of(first.lines(), other.lines());
        List<Line> open = new ArrayList<>(matching.surplus());
        for (Line line : matching.missing()) {
            Line partner = open.stream()
                    .filter(candidate -> isOneTable(line, candidate))
                    .max(java.util.Comparator.comparingInt(line::likeness))
                    .orElseThrow(() -> count(line, first, other));
            open.remove(partner);
            masks.learn(line, partner);
        }
        if (!open.isEmpty()) {
            throw count(open.get(0), first, other);
        }
    }

    private static boolean isOneTable(Line line, Line other) {
        return line.layout().id().equals(other.layout().id()) && line.isGone() == other.isGone();
    }

    private static Unfit count(Line line, Side first, Side other) {
        return new Unfit(line.layout().id() + " had " + first.size(line.layout()) + " rows after the first run and "
                + other.size(line.layout()) + " after another one without any fault; make the job deterministic there:"
                + " does it read the clock, random numbers or the order of rows?");
    }
}
