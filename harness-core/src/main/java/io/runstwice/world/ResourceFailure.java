package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * A resource refused the harness a request that it had granted before: the job, or something beside it, has broken the
 * resource. Nothing can be proved then. Before the first delivery such a refusal is a {@link Misuse}.
 *
 * <p>The message names the resource, the request of the harness, and the reason for the refusal.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ResourceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message names the refused request and the way out. */
    public ResourceFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** This failure, with the schedule that it happened in. */
    public ResourceFailure in(String schedule) {
        return schedule.isEmpty() || getMessage().endsWith("\")")
                ? this
                : new ResourceFailure(getMessage() + " (in \"" + schedule + "\")", getCause());
    }
}
