package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to happen to one worker in its turns, and what of it has happened. Thread-safe. */
final class WorkerPlan {

    private final Map<Point, Fault> byPoint = new HashMap<>();
    private final List<Fault.Partition> partitions = new ArrayList<>();
    private final Set<Fault> waiting = new LinkedHashSet<>();
    private final Map<String, Integer> occurrences = new HashMap<>();

    /** One more turn begins. */
    synchronized void add(Turn turn) {
        for (Fault fault : turn.faults()) {
            waiting.add(fault);
            if (fault instanceof Fault.Crash crash) {
                byPoint.put(crash.point(), crash);
            } else if (fault instanceof Fault.Lost lost) {
                byPoint.put(lost.point(), lost);
            } else if (fault instanceof Fault.Expired expired) {
                byPoint.put(expired.point(), expired);
            } else if (fault instanceof Fault.Partition partition && partition.from() == null) {
                begins(partition);
            }
        }
    }

    /** Whether it is to stand still here. */
    synchronized boolean pausesAt(Point point, boolean inFlight) {
        return !waiting.isEmpty() && waiting.contains(new Fault.Pause(inFlight, point));
    }

    /** Whether its process is told to end here. It counts as fired from now on. */
    synchronized boolean shutsDownAt(Point point) {
        return !waiting.isEmpty() && waiting.remove(new Fault.Shutdown(point));
    }

    /** Its process has outlived being told to end: it is to stand still. */
    synchronized void standsStillAt(Point point) {
        waiting.add(new Fault.Pause(false, point));
    }

    /** It stands still here. */
    synchronized void paused(Point point, boolean inFlight) {
        waiting.remove(new Fault.Pause(inFlight, point));
    }

    /** The name of the next interaction with this label. */
    synchronized Point next(String resource, String label) {
        return new Point(resource, label, occurrences.merge(resource + '\n' + label, 1, Integer::sum));
    }

    /** What hits this interaction, or null. It counts as fired from now on. */
    synchronized @Nullable Fault at(Point point) {
        Fault fault = byPoint.get(point);
        if (fault != null) {
            waiting.remove(fault);
        }
        return fault;
    }

    /** What cuts it off from the resource of this point, or null. What begins here counts as fired from now on. */
    synchronized Fault.@Nullable Partition cutOff(Point point) {
        for (Fault fault : List.copyOf(waiting)) {
            if (fault instanceof Fault.Partition partition && point.equals(partition.from())) {
                begins(partition);
            }
        }
        return cutOff(point.resource());
    }

    /** What cuts it off from a resource just now, or null. */
    synchronized Fault.@Nullable Partition cutOff(String resource) {
        return partitions.stream()
                .filter(partition -> partition.resources().contains(resource))
                .findFirst()
                .orElse(null);
    }

    private void begins(Fault.Partition partition) {
        partitions.add(partition);
        waiting.remove(partition);
    }

    /** Whether the acknowledgement is to be lost. It counts as fired from now on. */
    synchronized boolean losesAcknowledgement() {
        return waiting.remove(new Fault.AcknowledgementLost());
    }

    /** What never happened. */
    synchronized List<Fault> unfired() {
        return new ArrayList<>(waiting);
    }
}
