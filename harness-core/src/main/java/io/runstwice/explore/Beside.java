package io.runstwice.explore;

import io.runstwice.run.Start;
import io.runstwice.schedule.Turn;
import java.util.List;
import java.util.stream.Stream;

/** Actors: the job's delivery, and with it a copy, interleaved with those that act beside it. */
final class Beside {

    private Beside() {}

    /** @param from where the first of them begins */
    static Search search(Inquiry inquiry, Start from, Scope scope, Footprints footprints) {
        List<Turn> actors = scope.actors().stream().map(Turn::of).toList();
        List<Interleavings> all = Stream.of(
                        List.of(Turn.of(1)), Beginners.copies(1, 2).deliveries())
                .limit(inquiry.limits().copies() > 1 ? 2 : 1)
                .map(deliveries -> new Beginners(actors, deliveries, scope.isEnqueuedByAnActor()))
                .map(who -> new Interleavings(inquiry, from, who, footprints, Reduction.full()))
                .toList();
        return new Search(inquiry, new Search.Kind(Family.ACTORS_BESIDE, actors.size()), all, List::of);
    }
}
