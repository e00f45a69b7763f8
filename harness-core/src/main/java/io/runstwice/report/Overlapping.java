package io.runstwice.report;

import io.runstwice.explore.Overlaps;
import io.runstwice.explore.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a report on the schedules that were left out. */
final class Overlapping {

    private Overlapping() {}

    /** The families that are explored only when crashes and single losses have shown no violation. */
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
            reasons.add(String.format(Locale.ROOT, "%,d", overlaps.noPoints())
                    + " more switch where it makes no difference");
        }
        return reasons.isEmpty() ? "" : "; " + String.join("; ", reasons);
    }
}
