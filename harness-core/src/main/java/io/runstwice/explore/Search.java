package io.runstwice.explore;

import java.util.List;

/** Goes on with several sets of interleavings, none of them deeper than the others, until nothing is left or the bound ends it. */
final class Search {

    private final Inquiry inquiry;
    private final List<Interleavings> all;
    private int schedules;
    private int covered;

    Search(Inquiry inquiry, List<Interleavings> all) {
        this.inquiry = inquiry;
        this.all = all;
    }

    void run() {
        int most = inquiry.limits().preemptions();
        int preemptions = 0;
        while (preemptions <= most && inquiry.goesOn() && left() > 0) {
            deepen(preemptions);
            preemptions++;
        }
        covered = left() == 0 ? Overlaps.Extent.ANY : Math.min(most, reached() - 1);
        if (left() > 0 && covered < most) {
            inquiry.leftOut(left() + " more schedules of overlapping deliveries are known ("
                    + (covered < 0
                            ? "not even those without a preemption were run"
                            : "preemptions lowered to " + covered)
                    + ")");
        }
    }

    private void deepen(int preemptions) {
        for (Interleavings some : all) {
            while (some.nextPreemptions() <= preemptions && inquiry.goesOn()) {
                some.step();
                schedules++;
            }
        }
    }

    private int left() {
        return all.stream().mapToInt(Interleavings::left).sum();
    }

    private int reached() {
        return all.stream().mapToInt(Interleavings::nextPreemptions).min().orElse(0);
    }

    int schedules() {
        return schedules;
    }

    /** Up to how many preemptions everything was run; {@link Overlaps.Extent#NONE} if not even without one. */
    int covered() {
        return covered;
    }
}
