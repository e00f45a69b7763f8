package io.runstwice;

import io.runstwice.explore.Part;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What an exploration found: safe, unsafe, or inconclusive. A value; only {@link #orThrow()} throws.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Verdict {

    Verdict() {}

    public boolean isSafe() {
        throw new UnsupportedOperationException();
    }

    public boolean isUnsafe() {
        throw new UnsupportedOperationException();
    }

    public boolean isInconclusive() {
        throw new UnsupportedOperationException();
    }

    /** The schedules under which the job is not safe, the smallest first. */
    public List<Counterexample> counterexamples() {
        throw new UnsupportedOperationException();
    }

    public Coverage coverage() {
        throw new UnsupportedOperationException();
    }

    /** What was proved and what cannot be seen; for a safe job only. */
    public String certificate() {
        throw new UnsupportedOperationException();
    }

    /** Why nothing was proved; for an inconclusive verdict only. */
    public String reason() {
        throw new UnsupportedOperationException();
    }

    /**
     * Does nothing for a safe job.
     *
     * @throws org.opentest4j.AssertionFailedError with the story for an unsafe job, with the reason for an inconclusive verdict
     */
    public void orThrow() {
        throw new UnsupportedOperationException();
    }

    /** The nodes that a test tree has for this job, from the recorded trace of its baseline. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    @SuppressWarnings("exports")
    public List<Part> parts() {
        throw new UnsupportedOperationException();
    }

    /** The full text: story, certificate or reason. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
