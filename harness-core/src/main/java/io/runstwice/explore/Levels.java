package io.runstwice.explore;

import java.util.List;

/**
 * The order in which families are explored: the smallest schedules of all of them come first, then the larger ones. So
 * the first violation is a smallest one, and no family uses up what another one needs.
 *
 * <p>Families in which deliveries follow one another run in full, so that all of their violations are known. Overlaps
 * begin when the smallest schedules of those have shown nothing, and end at their first violation: their stories are
 * longer, and most show the same mistake once more.
 */
final class Levels {

    private final ExplorationContext context;
    private final List<Explorer> inFull;
    private final List<Agenda> bounded;

    Levels(ExplorationContext context, List<Explorer> explorers) {
        this.context = context;
        this.inFull = explorers.stream()
                .filter(explorer -> !explorer.family().isBounded())
                .toList();
        this.bounded = explorers.stream()
                .filter(explorer -> explorer.family().isBounded())
                .map(Agenda.class::cast)
                .toList();
    }

    void explore() {
        smallest(inFull);
        boolean oneAtATimeIsSafe = isSafe();
        if (oneAtATimeIsSafe) {
            smallest(bounded);
        }
        boolean overlapShowsIt = oneAtATimeIsSafe && !isSafe();
        larger(inFull);
        if (isSafe() || overlapShowsIt) {
            overlap();
        } else {
            context.tally().postpone();
        }
    }

    private boolean isSafe() {
        return context.findings().isEmpty();
    }

    private void overlap() {
        if (isSafe()) {
            larger(bounded);
            Agenda.share(context, bounded);
        }
        bounded.forEach(Agenda::finish);
        List<String> hardly = context.tally().hardlyBegun();
        if (isSafe() && !hardly.isEmpty()) {
            throw new Inconclusive("the bound of " + context.bounds().schedules()
                    + " schedules ended before the smallest ones had been run of: " + String.join(", ", hardly)
                    + ". Raise Bounds.schedules(…), or leave out what your queue never does: copies(1), oneAtATime()");
        }
    }

    private void smallest(List<? extends Explorer> explorers) {
        for (Explorer explorer : explorers) {
            context.begins(explorer.family());
            explorer.smallest();
        }
    }

    private void larger(List<? extends Explorer> explorers) {
        for (Explorer explorer : explorers) {
            context.begins(explorer.family());
            explorer.larger();
        }
    }
}
