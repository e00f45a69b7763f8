package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.schedule.Turn;
import java.util.List;
import java.util.stream.Stream;

/** Actors: the job's delivery, and with it a copy, interleaved with those that act beside it. */
final class OverlappingActors {

    private OverlappingActors() {}

    /** @param from where the first of them begins */
    static InterleavingSearch search(
            ExplorationContext context, Checkpoint from, Scope scope, KnownFootprints footprints) {
        List<Turn> actors = scope.actors().stream().map(Turn::of).toList();
        List<Interleavings> all = Stream.of(
                        List.of(Turn.of(1)), Participants.copies(1, 2).deliveries())
                .limit(context.bounds().copies() > 1 ? 2 : 1)
                .map(deliveries -> new Participants(actors, deliveries, scope.isEnqueuedByAnActor()))
                .map(who -> new Interleavings(context, from, who, footprints, Reduction.full()))
                .toList();
        return new InterleavingSearch(
                context, new InterleavingSearch.Kind(Family.ACTORS_BESIDE, actors.size()), all, List::of);
    }
}
