package io.runstwice.explore;

import java.util.List;
import java.util.Optional;

/** Goes on with several sets of interleavings, none of them deeper than the others, until nothing is left or the bound ends it. */
final class Search implements Agenda {

    private final Inquiry inquiry;
    private final Kind kind;
    private final List<Interleavings> all;
    private final int most;
    private int preemptions;
    private int schedules;

    /**
     * Whose interleavings they are.
     *
     * @param title as an inconclusive verdict calls them
     * @param smallest how many of the sets have to be run with one preemption at least
     * @param states from how many states of the world
     * @param workers how many take part
     */
    record Kind(Overlaps.Family family, String title, int smallest, int states, int workers) {}

    Search(Inquiry inquiry, Kind kind, List<Interleavings> all) {
        this.inquiry = inquiry;
        this.kind = kind;
        this.all = all;
        this.most = inquiry.limits().preemptions();
    }

    /** Runs the smallest schedules of all, with one preemption at most. */
    Search begin() {
        inquiry.beginsOverlapping(title());
        int level = Math.min(1, most);
        List<Interleavings> smallest = all.subList(0, kind.smallest());
        for (Interleavings some : smallest) {
            while (some.nextPreemptions() <= level && inquiry.goesOn()) {
                step(some);
            }
        }
        if (smallest.stream().anyMatch(some -> some.nextPreemptions() <= level)) {
            inquiry.tally().hardlyBegan(kind.title());
        }
        return this;
    }

    @Override
    public String title() {
        return kind.title();
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

    /** Up to how many preemptions everything was covered; {@link Overlaps.Extent#NONE} if not even without one. */
    private int covered() {
        return left() == 0 ? Overlaps.Extent.ANY : Math.min(most, reached() - 1);
    }

    @Override
    public void finish() {
        int covered = covered();
        if (left() > 0 && covered < most) {
            inquiry.leftOut(left() + " more schedules of overlapping deliveries are known ("
                    + (covered < 0
                            ? "not even those without a preemption were run"
                            : "preemptions lowered to " + covered)
                    + ")");
        }
        inquiry.tally()
                .overlaps()
                .reached(kind.family(), new Overlaps.Extent(schedules, kind.states(), kind.workers(), covered));
    }

    private int left() {
        return all.stream().mapToInt(Interleavings::left).sum();
    }

    private int reached() {
        return all.stream().mapToInt(Interleavings::nextPreemptions).min().orElse(0);
    }

    @Override
    public int schedules() {
        return schedules;
    }
}
