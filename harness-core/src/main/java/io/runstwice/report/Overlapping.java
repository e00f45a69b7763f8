package io.runstwice.report;

import io.runstwice.explore.Overlaps;
import io.runstwice.explore.Overlaps.Extent;
import io.runstwice.explore.Overlaps.Family;
import io.runstwice.explore.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a certificate says of deliveries that overlap. */
final class Overlapping {

    private Overlapping() {}

    static List<String> explored(Overlaps overlaps) {
        List<String> families = new ArrayList<>();
        Map<Family, Extent> extents = overlaps.extents();
        for (Family family : Family.values()) {
            Extent extent = extents.get(family);
            if (extent != null) {
                families.add(words(family, extent));
            }
        }
        return families;
    }

    private static String words(Family family, Extent extent) {
        String schedules = Wording.counted(extent.schedules(), "schedule");
        return switch (family) {
            case COPIES ->
                (extent.workers() == 2 ? "two" : "three") + " copies at once from "
                        + Wording.counted(extent.states(), "state") + ", " + order(extent) + " (" + schedules + ")";
            case BETWEEN ->
                "actors before, between and after deliveries of which up to two fail, at once and late, and once more ("
                        + Wording.counted(extent.states(), "state") + (extent.isWhole() ? "" : ", not all") + ")";
            case FAULTS_BESIDE ->
                "one fault while a delivery and an actor overlap" + (extent.isWhole() ? "" : ", not everywhere") + " ("
                        + schedules + ")";
            case LATE_ACTORS ->
                "an actor that acts late while a delivery stands still" + (extent.isWhole() ? "" : ", not everywhere")
                        + " (" + schedules + ")";
            case ACTORS -> "actors beside the job, " + order(extent) + " (" + schedules + ")";
            case LAPSED ->
                "visibility lapsed while a delivery stood still" + (extent.isWhole() ? "" : ", not everywhere") + " ("
                        + schedules + ")";
            case LATE_THAWS ->
                "it went on long after its message was settled" + (extent.isWhole() ? "" : ", not everywhere") + " ("
                        + schedules + ")";
            case FAULTS ->
                "one fault, silent replies left out, while two deliveries overlap"
                        + (extent.isWhole() ? "" : ", not everywhere") + " (" + schedules + ")";
        };
    }

    private static String order(Extent extent) {
        if (extent.isWhole()) {
            return "every order of turns";
        }
        return extent.preemptions() == Extent.NONE
                ? "not every order without a preemption"
                : "up to " + Wording.counted(extent.preemptions(), "preemption");
    }

    static List<String> notSeen(Overlaps overlaps) {
        Map<Family, Extent> extents = overlaps.extents();
        List<String> unseen = new ArrayList<>();
        if (!extents.containsKey(Family.COPIES)) {
            unseen.add("two deliveries at once");
        } else if (extents.get(Family.COPIES).workers() < 3) {
            unseen.add("three deliveries at once");
        }
        if (extents.containsKey(Family.BETWEEN) && !extents.containsKey(Family.ACTORS)) {
            unseen.add("actors while a delivery runs");
        }
        if (!extents.containsKey(Family.LAPSED)) {
            unseen.add("a delivery whose visibility lapses while it runs");
        }
        if (!extents.containsKey(Family.FAULTS)) {
            unseen.add("a fault while deliveries overlap");
        }
        return unseen;
    }

    /** What is explored only when crashes and single losses have shown nothing. */
    static String postponed(Tally tally) {
        return tally.isPostponed() ? " of crashes and single losses; the rest comes when these are safe" : "";
    }

    static String leftOut(Overlaps overlaps) {
        List<String> reasons = new ArrayList<>();
        if (overlaps.merged() > 0) {
            reasons.add(String.format(Locale.ROOT, "%,d", overlaps.merged())
                    + " more differ only in the order of what commutes");
        }
        if (overlaps.noPoints() > 0) {
            reasons.add(
                    String.format(Locale.ROOT, "%,d", overlaps.noPoints()) + " more switch where nobody can notice");
        }
        return reasons.isEmpty() ? "" : "; " + String.join("; ", reasons);
    }
}
