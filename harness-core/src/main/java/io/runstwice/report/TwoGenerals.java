package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.explore.Findings;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.world.Contract;
import java.util.Optional;

/** A receiver without keys and the contract of exactly once: no code can keep it. */
final class TwoGenerals {

    private TwoGenerals() {}

    static Optional<String> of(Findings findings, Finding finding) {
        return finding.violation().differences().stream().anyMatch(difference -> isBeyondCode(findings, difference))
                ? Optional.of("no code can make a receiver without keys " + Contract.EXACTLY_ONCE
                        + ": use one that takes a key, or declare doubledOnlyByFaults(), atLeastOnce() or atMostOnce()")
                : Optional.empty();
    }

    private static boolean isBeyondCode(Findings findings, Difference difference) {
        return difference.kind() == Violation.Kind.DOUBLE_EFFECT
                && findings.keyless().contains(difference.resource())
                && findings.judge()
                        .filter(judge -> judge.contract(difference.resource(), difference.table())
                                .equals(Contract.EXACTLY_ONCE))
                        .isPresent();
    }
}
