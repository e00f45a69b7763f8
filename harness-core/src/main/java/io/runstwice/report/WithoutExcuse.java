package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.explore.Findings;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Violation;
import java.util.Optional;

/** The reason why no fault excuses a double, and the way to keep the contract. */
final class WithoutExcuse {

    private WithoutExcuse() {}

    static Optional<String> of(Findings findings, Finding finding) {
        return findings.judge().flatMap(judge -> finding.violation().differences().stream()
                .filter(difference -> difference.kind() == Violation.Kind.DOUBLE_EFFECT)
                .flatMap(difference -> reason(judge, finding, difference).stream())
                .findFirst());
    }

    private static Optional<String> reason(Judge judge, Finding finding, Difference difference) {
        String record = String.join(" and ", judge.recordsOf(difference.resource(), difference.table()));
        return finding.unexcused(judge, difference).map(why -> switch (why) {
            case RECORDED ->
                "no fault excuses it: it was done again after its record in " + record
                        + " was durable. Look there before it is done, and do nothing if it is there";
            case NO_FAULT ->
                "no fault excuses it: no worker died, lost a message or stood still while time passed before its record in "
                        + record
                        + " was durable. Claim it there before it is done (a row lock, a lease), and let others wait or refuse";
            case TOO_FEW_FAULTS ->
                "too few faults excuse it: one of them excuses one repetition, and it was done again more often."
                        + " Let a delivery do it once, and record it in " + record + " right after";
        });
    }
}
