package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.schedule.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a test tree for one job: one for each fault of the first delivery, one for each family that is not
 * explored with another one.
 */
final class FamilyNodes {

    private FamilyNodes() {}

    static List<Part> of(Scope scope) {
        List<Part> nodes = new ArrayList<>();
        for (Family family : Family.values()) {
            if (family == Family.FIRST_FAULTS) {
                firstFaults(scope.baseline()).forEach(fault -> nodes.add(new Part.Single(fault)));
            } else if (family.isAsked(scope) && family.node() == family) {
                nodes.add(new Part.OfFamily(family));
            }
        }
        return nodes;
    }

    /** One crash for each class of points, and each message lost. */
    static List<Fault> firstFaults(Run baseline) {
        List<Fault> faults = new ArrayList<>(CrashPoints.of(baseline.interactions(1)));
        faults.addAll(LostMessages.of(baseline.interactions(1)));
        return faults;
    }
}
