package io.runstwice.world;

import org.apiguardian.api.API;

/** The ways in which one message between a worker and a resource is lost. Each breaks the connection it was on. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Loss {
    /** The request never arrived: no effect, and the caller sees its connection break. */
    REQUEST,
    /** The effect took place; the connection closed before the reply. */
    REPLY,
    /** The effect took place; nothing comes back until the caller's own timeout. */
    REPLY_IN_SILENCE,
    /** The effect took place; the reply is still under way when the caller's own timeout ends. */
    REPLY_LATE,
    /** The effect took place; of the reply only a part has come when the caller's own timeout ends. */
    REPLY_IN_PIECES;

    /** Whether the caller first waits for as long as it ever does. */
    public boolean isWaitedFor() {
        return this != REQUEST && this != REPLY;
    }
}
