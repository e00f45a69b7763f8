package io.runstwice.explore;

import io.runstwice.run.Start;
import java.util.ArrayList;
import java.util.List;

/** Two copies of the message at once, or more, from every state that crashes can lead to; fewest preemptions first. */
final class Copies {

    private final Inquiry inquiry;
    private final List<Interleavings> all = new ArrayList<>();
    private final Footprints footprints;

    /**
     * @param states where the copies may begin
     */
    Copies(Inquiry inquiry, List<Start> states, Footprints footprints) {
        this.inquiry = inquiry;
        this.footprints = footprints;
        int copies = inquiry.limits().copies();
        states.forEach(state -> all.add(new Interleavings(
                inquiry, state, Beginners.copies(state.next(), copies), this.footprints, Reduction.full())));
    }

    void explore() {
        Search search = new Search(inquiry, all);
        search.run();
        inquiry.tally()
                .overlaps()
                .reached(
                        Overlaps.Family.COPIES,
                        new Overlaps.Extent(
                                search.schedules(), all.size(), inquiry.limits().copies(), search.covered()));
    }
}
