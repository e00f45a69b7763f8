package io.runstwice.explore;

import io.runstwice.run.Runner;
import io.runstwice.schedule.Turn;
import java.util.List;
import java.util.stream.Stream;

/** Actors: the job's delivery, and with it a copy, interleaved with those that act beside it. */
final class Beside {

    private Beside() {}

    static Search search(Inquiry inquiry, Runner runner, boolean enqueued, Footprints footprints) {
        List<Turn> actors = runner.actors().stream().map(Turn::of).toList();
        int groups = inquiry.limits().copies() > 1 ? 2 : 1;
        List<Interleavings> all = Stream.of(
                        List.of(Turn.of(1)), Beginners.copies(1, 2).deliveries())
                .limit(groups)
                .map(deliveries -> new Beginners(actors, deliveries, enqueued))
                .map(who -> new Interleavings(inquiry, runner.beginning(), who, footprints, Reduction.full()))
                .toList();
        return new Search(
                inquiry,
                new Search.Kind(Overlaps.Family.ACTORS, "actors beside the job", groups, 1, actors.size()),
                all);
    }
}
