package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: it may hold something that was opened before the exploration, such as a connection
 * pool that the test made. Without this ability the resource opens what it watches only at the first use, so a resource
 * that is declared and never used costs and changes nothing. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Eager {

    /**
     * Whether it holds something that is open from the beginning. Called before an exploration, by the thread that
     * prepares it.
     */
    boolean isEager();
}
