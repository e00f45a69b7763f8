package io.runstwice.explore;

import io.runstwice.run.Start;
import java.util.List;
import java.util.function.Supplier;

/** Two copies of the message at once, or more, from every state that crashes can lead to; fewest preemptions first. */
final class Copies {

    private Copies() {}

    /**
     * @param states where the copies may begin, once that is known; the first delivery's place first
     */
    static Search search(Inquiry inquiry, Supplier<List<Start>> states, Footprints footprints) {
        int copies = inquiry.limits().copies();
        return new Search(
                inquiry,
                new Search.Kind(Family.COPIES, copies),
                List.of(from(inquiry.root(), inquiry, footprints)),
                () -> states.get().stream()
                        .skip(1)
                        .map(state -> from(state, inquiry, footprints))
                        .toList());
    }

    private static Interleavings from(Start state, Inquiry inquiry, Footprints footprints) {
        Beginners copies = Beginners.copies(state.next(), inquiry.limits().copies());
        return new Interleavings(inquiry, state, copies, footprints, Reduction.full());
    }
}
