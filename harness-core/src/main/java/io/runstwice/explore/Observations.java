package io.runstwice.explore;

import io.runstwice.judge.Observation;
import io.runstwice.run.Run;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The final state of a run as a value for the judge. */
final class Observations {

    private Observations() {}

    static Observation of(Run run) {
        List<Observation.Act> acts = run.times().acts().stream()
                .flatMap(act -> Stream.of(act, act.unmoved()).distinct())
                .map(act -> new Observation.Act(act.begin(), act.end(), act.clocks(), act.shown()))
                .sorted(Comparator.comparing(Observation.Act::begin))
                .toList();
        return new Observation(run.state(), acts, run.times().laid());
    }
}
