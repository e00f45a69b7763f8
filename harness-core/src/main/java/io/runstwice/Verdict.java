package io.runstwice;

import io.runstwice.explore.Exploration;
import io.runstwice.explore.Findings;
import io.runstwice.explore.Part;
import io.runstwice.explore.Tally;
import io.runstwice.report.Certificate;
import io.runstwice.report.InconclusiveReport;
import io.runstwice.report.Story;
import io.runstwice.world.Redaction;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * What an exploration found: safe, unsafe, or inconclusive. An immutable value; only {@link #orThrow()} throws.
 *
 * <p>Safe means that everything within the printed bound ran and ended like the baseline. Inconclusive means that
 * nothing was proved, and is as red as unsafe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Verdict {

    private final Findings findings;
    private final List<Counterexample> counterexamples;

    /** For the engine. */
    @API(status = API.Status.INTERNAL, since = "0.2")
    @SuppressWarnings("exports")
    public Verdict(Findings findings) {
        this.findings = findings;
        this.counterexamples = findings.findings().stream()
                .map(finding ->
                        new Counterexample(finding.violation(), finding.run().schedule(), Story.of(findings, finding)))
                .toList();
    }

    /** What the engine found. */
    @API(status = API.Status.INTERNAL, since = "0.2")
    @SuppressWarnings("exports")
    public Findings findings() {
        return findings;
    }

    /** Whether every run ended like the baseline. */
    public boolean isSafe() {
        return findings.isSafe();
    }

    /** Whether at least one run did not. */
    public boolean isUnsafe() {
        return findings.isUnsafe();
    }

    /** Whether nothing was proved; {@link #reason()} says why. */
    public boolean isInconclusive() {
        return !isSafe() && !isUnsafe();
    }

    /** The schedules under which the job is not safe, the smallest first. Empty unless unsafe. */
    public List<Counterexample> counterexamples() {
        return counterexamples;
    }

    /** How much of what the bound allows was explored. */
    public Coverage coverage() {
        Tally tally = findings.tally();
        List<String> missing = reason().map(List::of).orElseGet(tally::missing);
        return new Coverage(tally.explored(), missing);
    }

    /**
     * What was proved and what cannot be seen.
     *
     * @throws IllegalStateException unless the job is safe
     */
    public String certificate() {
        if (!isSafe()) {
            throw new IllegalStateException("only a safe job has a certificate; this verdict is:\n" + this);
        }
        return Certificate.of(findings);
    }

    /** Why nothing was proved; empty unless inconclusive. */
    public Optional<String> reason() {
        return findings.inconclusive().map(Redaction::ofLines);
    }

    /**
     * Does nothing for a safe job.
     *
     * @throws AssertionFailedError with the story for an unsafe job, with the reason for an inconclusive verdict
     */
    public void orThrow() {
        if (!isSafe()) {
            throw new AssertionFailedError(
                    toString(), findings.failure().map(Redaction::of).orElse(null));
        }
    }

    /** The nodes that a test tree has for this job; empty if the baseline did not come to its end. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    @SuppressWarnings("exports") // for the JUnit module, which sees that room
    public List<Part> parts() {
        return findings.baseline()
                .map(baseline -> Exploration.parts(baseline, findings.bounds(), findings.linked()))
                .orElse(List.of());
    }

    /** The full text: the story of the smallest counterexample, the certificate, or the reason. */
    @Override
    public String toString() {
        if (isUnsafe()) {
            return counterexamples.get(0).story();
        }
        return isSafe() ? Certificate.of(findings) : InconclusiveReport.of(findings);
    }
}
