package io.runstwice.explore;

import io.runstwice.run.Start;
import java.util.List;

/** Two copies of the message at once, or more, from every state that crashes can lead to; fewest preemptions first. */
final class Copies {

    private Copies() {}

    /**
     * @param states where the copies may begin; the first delivery's place first
     */
    static Search search(Inquiry inquiry, List<Start> states, Footprints footprints) {
        int copies = inquiry.limits().copies();
        List<Interleavings> all = states.stream()
                .map(state -> new Interleavings(
                        inquiry, state, Beginners.copies(state.next(), copies), footprints, Reduction.full()))
                .toList();
        return new Search(
                inquiry, new Search.Kind(Overlaps.Family.COPIES, "two copies at once", 1, states.size(), copies), all);
    }
}
