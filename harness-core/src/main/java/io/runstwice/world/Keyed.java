package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: it says whether it can tell a second request from a first one by a key that both
 * carry. Without this ability it can. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Keyed {

    /**
     * Whether requests can carry a key that it recognises. If not, no code can make it act exactly once, and a report
     * says so. Called within an exploration by a thread of the harness.
     */
    boolean recognisesKeys();
}
