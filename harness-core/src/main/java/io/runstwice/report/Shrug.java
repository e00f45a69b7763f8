package io.runstwice.report;

import io.runstwice.explore.Findings;

/** Why nothing was proved. */
public final class Shrug {

    private Shrug() {}

    /** The text of an inconclusive verdict. */
    public static String of(Findings findings) {
        return Wording.stable(new Facts()
                .headline(findings.job() + " could not be judged: inconclusive")
                .gap()
                .fact("reason", findings.inconclusive().orElseThrow())
                .fact("explored", Wording.counted(findings.tally().explored(), "schedule"))
                .toString());
    }
}
