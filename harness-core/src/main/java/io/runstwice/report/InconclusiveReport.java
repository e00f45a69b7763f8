package io.runstwice.report;

import io.runstwice.explore.Findings;
import io.runstwice.explore.UnrepeatedViolation;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import java.util.Optional;

/** The report of an exploration that proved nothing, with the reason. */
public final class InconclusiveReport {

    private InconclusiveReport() {}

    /** The text of an inconclusive verdict. */
    public static String of(Findings findings) {
        Facts facts = new Facts()
                .headline(findings.job() + " could not be judged: inconclusive")
                .gap()
                .fact("reason", findings.inconclusive().orElseThrow())
                .fact("explored", Prose.counted(findings.tally().explored(), "schedule"));
        findings.unrepeated().ifPresent(repeat -> bothTimes(facts, findings, repeat));
        return Prose.stable(facts.toString());
    }

    /** The two runs in the same form, so that a reader sees where they part. */
    private static void bothTimes(Facts facts, Findings findings, UnrepeatedViolation repeat) {
        told(
                facts,
                findings,
                "first",
                repeat.first().run(),
                Optional.of(repeat.first().violation()));
        told(facts, findings, "repeated", repeat.again(), repeat.violation());
    }

    private static void told(Facts facts, Findings findings, String when, Run run, Optional<Violation> violation) {
        facts.gap()
                .fact(when, violation.map(found -> found.kind().toString()).orElse("ends as a single delivery does"))
                .fact("schedule", run.schedule().toString());
        violation.ifPresent(found -> Story.differences(facts, findings, run, found));
        facts.gap().table(TraceText.lines(run.steps()));
    }
}
