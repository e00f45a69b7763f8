package io.runstwice.explore;

import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.world.Loss;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The points at which a delivery can be cut off from linked resources. */
final class PartitionPoints {

    private PartitionPoints() {}

    /**
     * The partitions of a delivery, in the order of its trace.
     *
     * @param linked the resources that a worker can be cut off from
     */
    static List<Fault.Partition> of(List<Step.Passed> trace, Set<String> linked) {
        List<Fault.Partition> partitions = new ArrayList<>();
        Set<String> used = used(trace, linked);
        for (Step.Passed step : trace) {
            String resource = step.point().resource();
            if (used.contains(resource)) {
                for (Loss loss : List.of(Loss.REQUEST, Loss.REPLY)) {
                    if (step.interaction().losses().contains(loss)) {
                        partitions.add(new Fault.Partition(List.of(resource), loss == Loss.REPLY, step.point()));
                    }
                }
                used.stream()
                        .filter(other -> !other.equals(resource))
                        .map(other -> new Fault.Partition(List.of(resource, other), false, step.point()))
                        .forEach(partitions::add);
            }
        }
        return partitions;
    }

    private static Set<String> used(List<Step.Passed> trace, Set<String> linked) {
        Set<String> used = new LinkedHashSet<>();
        trace.stream()
                .filter(step -> !step.interaction().losses().isEmpty())
                .map(step -> step.point().resource())
                .filter(linked::contains)
                .forEach(used::add);
        return used;
    }
}
