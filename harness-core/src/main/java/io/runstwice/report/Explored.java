package io.runstwice.report;

import io.runstwice.explore.Extent;
import io.runstwice.explore.Family;
import io.runstwice.explore.Findings;
import io.runstwice.explore.Tally;
import io.runstwice.run.JobMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The lines of a certificate on each family: how far it was explored, or that it was not. */
final class Explored {

    private final Findings findings;
    private final Map<Family, Extent> extents;

    Explored(Findings findings) {
        this.findings = findings;
        this.extents = findings.tally().extents();
    }

    /** How far each family was explored, in the order of the families. */
    List<String> families() {
        List<String> families = new ArrayList<>();
        for (Family family : Family.values()) {
            if (extents.containsKey(family)) {
                families.add(words(family, extents.get(family)));
            }
        }
        return families;
    }

    private static String crashes(Tally.Closure closure) {
        return closure.closed()
                ? "any number of crashes (" + Prose.counted(closure.states(), "state") + ", closed)"
                : "up to " + Prose.counted(closure.crashes(), "crash", "crashes") + " (does not close"
                        + (closure.grows().isEmpty() ? "" : ": " + closure.grows() + " grows") + ")";
    }

    private String words(Family family, Extent extent) {
        return switch (family) {
            case REPETITION -> "run again after success, up to " + Prose.counted(extent.places(), "time");
            case FIRST_FAULTS -> "lost request and lost reply" + at(extent) + ", also as an outage";
            case PARTITIONS ->
                "cut off from " + String.join(", ", new TreeSet<>(findings.linked())) + at(extent)
                        + ", requests and replies or replies alone, healed before the redelivery or after it";
            case SHUTDOWNS ->
                "shutdown (SIGTERM, hooks, 25 s, SIGKILL) before " + Prose.counted(extent.places(), "interaction")
                        + " of the first delivery";
            case CRASHES -> crashes(findings.tally().closure());
            case LATER_LOSSES ->
                "lost messages in every later delivery, also as an outage, and crashes after a lost message";
            case HISTORIES ->
                "distinct messages in every order, each with one fault, one delivery more or one switch ("
                        + schedules(extent)
                        + "); right is what a serial order leaves that keeps what did not overlap";
            case ACTORS_BETWEEN ->
                "actors before, between and after deliveries of which up to two fail, at once and late, and once more ("
                        + Prose.counted(extent.places(), "state") + (extent.isWhole() ? "" : ", not all") + ")";
            case ACTORS_BESIDE -> "actors beside the job, " + order(extent);
            case FAULTS_BESIDE_ACTORS -> everywhere("one fault while a delivery and an actor overlap", extent);
            case LATE_ACTORS -> everywhere("an actor that acts late while a delivery stands still", extent);
            case COPIES ->
                (extent.workers() == 2 ? "two" : "three") + " copies at once from "
                        + Prose.counted(extent.places(), "state") + ", " + order(extent);
            case LAPSED -> everywhere("visibility lapsed while a delivery stood still", extent);
            case LATE_THAWS -> everywhere("it went on long after its message was settled", extent);
            case FAULTS_IN_OVERLAPS ->
                everywhere("one fault, silent replies left out, while two deliveries overlap", extent);
        };
    }

    private static String at(Extent extent) {
        return " at " + Prose.counted(extent.places(), "interaction") + " of the first delivery";
    }

    private static String everywhere(String what, Extent extent) {
        return what + (extent.isWhole() ? "" : ", not everywhere") + " (" + schedules(extent) + ")";
    }

    private static String order(Extent extent) {
        String order = extent.preemptions() == Extent.NONE
                ? "not every order without a preemption"
                : "up to " + Prose.counted(extent.preemptions(), "preemption");
        return (extent.isWhole() ? "every order of turns" : order) + " (" + schedules(extent) + ")";
    }

    private static String schedules(Extent extent) {
        return Prose.counted(extent.schedules(), "schedule");
    }

    /** The families that the bound did not ask for, or that this part leaves to another one. */
    List<String> notSeen(boolean whole) {
        List<String> unseen = new ArrayList<>();
        unseen.add(extents.containsKey(Family.CRASHES) ? "a silent reply in a redelivery" : "other crashes and losses");
        for (Family family : Family.values()) {
            unseen(family, whole).ifPresent(unseen::add);
        }
        return unseen;
    }

    private Optional<String> unseen(Family family, boolean whole) {
        Optional<Extent> extent = Optional.ofNullable(extents.get(family));
        Optional<String> missing =
                switch (family) {
                    case PARTITIONS -> whole ? Optional.of("a partition of the network") : Optional.empty();
                    case SHUTDOWNS ->
                        findings.memory() == JobMemory.NONE ? Optional.of("a shutdown by SIGTERM") : Optional.empty();
                    case ACTORS_BESIDE ->
                        extents.containsKey(Family.ACTORS_BETWEEN)
                                ? Optional.of("actors while a delivery runs")
                                : Optional.empty();
                    case COPIES -> Optional.of("two deliveries at once");
                    case LAPSED -> Optional.of("a delivery whose visibility lapses while it runs");
                    case FAULTS_IN_OVERLAPS -> Optional.of("a fault while deliveries overlap");
                    default -> Optional.empty();
                };
        if (extent.isEmpty()) {
            return missing;
        }
        return family == Family.COPIES && extent.get().workers() < 3
                ? Optional.of("three deliveries at once")
                : Optional.empty();
    }
}
