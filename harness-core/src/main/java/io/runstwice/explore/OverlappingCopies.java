package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import java.util.List;
import java.util.function.Supplier;

/** Two copies of the message at once, or more, from every state that crashes can lead to; fewest preemptions first. */
final class OverlappingCopies {

    private OverlappingCopies() {}

    /**
     * @param states where the copies may begin, once that is known; the first delivery's place first
     */
    static InterleavingSearch search(
            ExplorationContext context, Supplier<List<Checkpoint>> states, KnownFootprints footprints) {
        int copies = context.bounds().copies();
        return new InterleavingSearch(
                context,
                new InterleavingSearch.Kind(Family.COPIES, copies),
                List.of(from(context.root(), context, footprints)),
                () -> states.get().stream()
                        .skip(1)
                        .map(state -> from(state, context, footprints))
                        .toList());
    }

    private static Interleavings from(Checkpoint state, ExplorationContext context, KnownFootprints footprints) {
        Participants copies = Participants.copies(state.next(), context.bounds().copies());
        return new Interleavings(context, state, copies, footprints, Reduction.full());
    }
}
