package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * Everything that is needed to put a resource back to where it was, remembered keys and sequence positions included.
 *
 * <p>Immutable. Only the resource that made it can read it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Snapshot {

    /**
     * All of it that can influence what a later delivery does: rows, ledgers, remembered keys with the instants of
     * their use. Sequence positions are left out, because a gap in generated ids means nothing. Two snapshots with
     * equivalent memories have the same future.
     */
    State memory();
}
