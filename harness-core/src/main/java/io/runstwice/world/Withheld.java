package io.runstwice.world;

import org.apiguardian.api.API;

/** A resource cannot answer just now, neither yes nor no, because a worker that stands still has locked the data. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Withheld extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message says what was asked for, and why it cannot be told. */
    public Withheld(String message) {
        super(message, null, false, false);
    }
}
