package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: it holds something that makes jobs safe, and can take it away for a while, so that
 * a test sees whether the job needs it. Without this ability a guard that a test declares in the resource is refused
 * with a {@link Misuse}. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Guarded {

    /**
     * Prepares to take a guard away; nothing is taken away yet. One thread of the harness calls it while the resource
     * is open and no worker acts.
     *
     * @throws Misuse if the resource has no such guard, as {@link Safeguard#missingFrom} says it
     */
    Removal removal(Safeguard guard);
}
