package io.runstwice.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Goes on with several sets of interleavings, none of them deeper than the others, until nothing is left or the bound
 * ends it.
 */
final class InterleavingSearch implements Agenda {

    private final ExplorationContext context;
    private final Kind kind;
    private final List<Interleavings> all;
    private final Supplier<List<Interleavings>> others;
    private final int most;
    private int preemptions;
    private int schedules;

    /**
     * Whose interleavings they are.
     *
     * @param workers how many take part
     */
    record Kind(Family family, int workers) {}

    /**
     * @param smallest the sets of which the schedules with one preemption at most come first
     * @param others what joins them when these are done
     */
    InterleavingSearch(
            ExplorationContext context, Kind kind, List<Interleavings> smallest, Supplier<List<Interleavings>> others) {
        this.context = context;
        this.kind = kind;
        this.all = new ArrayList<>(smallest);
        this.others = others;
        this.most = context.bounds().preemptions();
    }

    @Override
    public Family family() {
        return kind.family();
    }

    @Override
    public void smallest() {
        int level = Math.min(1, most);
        for (Interleavings some : all) {
            while (some.nextPreemptions() <= level && context.goesOn()) {
                step(some);
            }
        }
        if (reached() <= level) {
            context.tally().hardlyBegan(family());
        }
    }

    @Override
    public void larger() {
        all.addAll(others.get());
    }

    @Override
    public boolean isEmpty() {
        return left() == 0 || reached() > most;
    }

    @Override
    public void next() {
        Optional<Interleavings> some = shallow();
        while (some.isEmpty()) {
            preemptions++;
            some = shallow();
        }
        step(some.get());
    }

    private Optional<Interleavings> shallow() {
        return all.stream()
                .filter(some -> some.nextPreemptions() <= preemptions)
                .findFirst();
    }

    private void step(Interleavings some) {
        some.step();
        schedules++;
    }

    /** Up to how many preemptions everything was covered; {@link Extent#NONE} if not even without one. */
    private int covered() {
        return left() == 0 ? Extent.ANY : Math.min(most, reached() - 1);
    }

    @Override
    public void finish() {
        int covered = covered();
        if (left() > 0 && covered < most) {
            context.leftOut(left() + " more schedules of overlapping deliveries are known ("
                    + (covered < 0
                            ? "not even those without a preemption were run"
                            : "preemptions lowered to " + covered)
                    + ")");
        }
        context.tally().reached(family(), new Extent(schedules, all.size(), kind.workers(), covered));
    }

    private int left() {
        return all.stream().mapToInt(Interleavings::left).sum();
    }

    private int reached() {
        return all.stream().mapToInt(Interleavings::nextPreemptions).min().orElseThrow();
    }

    @Override
    public int schedules() {
        return schedules;
    }
}
