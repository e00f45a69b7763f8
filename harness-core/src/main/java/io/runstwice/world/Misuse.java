package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * The harness was used wrongly, or cannot explore the job that it was given. Never the verdict on a job.
 *
 * <p>The message names the thing, the requirement and the way out. The message and the causes pass {@link Redaction}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class Misuse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A misuse that the harness found by itself. */
    public Misuse(String message) {
        super(Redaction.ofLines(message));
    }

    /** A misuse that something else refused. */
    public Misuse(String message, Throwable cause) {
        super(Redaction.ofLines(message), Redaction.of(cause));
    }
}
