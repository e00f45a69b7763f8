package io.runstwice.junit;

import io.runstwice.Verdict;
import io.runstwice.explore.Part;
import io.runstwice.world.Misuse;
import java.util.List;

/** The parts that follow from what the job does when it runs alone, once a test has recorded that. */
final class Trace {

    private List<Part> parts = List.of();

    void record(Verdict verdict) {
        parts = verdict.parts().stream()
                .filter(part -> !(part instanceof Part.Determinism || part instanceof Part.Whole))
                .toList();
    }

    /** Whether there is a part with this number, from 1. */
    boolean has(int number) {
        return number <= parts.size();
    }

    Part part(int number) {
        if (!has(number)) {
            throw new Misuse(Messages.POINT_GONE);
        }
        return parts.get(number - 1);
    }
}
