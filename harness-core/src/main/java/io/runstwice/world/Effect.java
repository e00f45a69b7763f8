package io.runstwice.world;

import org.apiguardian.api.API;

/** The effect of an interaction on the world, as far as a later delivery could notice. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Effect {
    /** Nothing: a read, or a write that was rolled back with its statement. */
    NONE,
    /**
     * None, because the effect took place before under this key: the resource recognised the key and answered as it had
     * then.
     */
    REMEMBERED,
    /** Something that still vanishes if the worker dies now: a write inside an open transaction. */
    PENDING,
    /** Something that stays. When in doubt a resource says this: it costs a schedule, never a bug. */
    DURABLE;

    /** Whether it did something, though perhaps not for good. */
    public boolean changesSomething() {
        return this == PENDING || this == DURABLE;
    }
}
