package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: workers reach it over a real network that can be cut for each worker apart. Without
 * this ability no worker is cut off from it. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Linked {

    /** Whether it is on such a network. Called within an exploration by a thread of the harness. */
    boolean isLinked();
}
