package io.runstwice.explore;

import io.runstwice.run.Runner;
import io.runstwice.schedule.Turn;
import java.util.List;

/** Actors: the job's delivery, and with it a copy, interleaved with those that act beside it. */
final class Beside {

    private final Inquiry inquiry;
    private final Runner runner;
    private final Footprints footprints;

    Beside(Inquiry inquiry, Runner runner, Footprints footprints) {
        this.inquiry = inquiry;
        this.runner = runner;
        this.footprints = footprints;
    }

    void explore() {
        List<Turn> actors = runner.actors().stream().map(Turn::of).toList();
        boolean enqueued = Determinism.isEnqueued(runner.root().steps());
        Beginners alone = new Beginners(actors, List.of(Turn.of(1)), enqueued);
        Beginners twice = new Beginners(actors, Beginners.copies(1, 2).deliveries(), enqueued);
        boolean copies = inquiry.limits().copies() > 1;
        Search search = new Search(
                inquiry,
                (copies ? List.of(alone, twice) : List.of(alone))
                        .stream()
                                .map(who -> new Interleavings(
                                        inquiry, runner.beginning(), who, footprints, Reduction.full()))
                                .toList());
        search.run();
        inquiry.tally()
                .overlaps()
                .reached(
                        Overlaps.Family.ACTORS,
                        new Overlaps.Extent(search.schedules(), 1, actors.size(), search.covered()));
    }
}
