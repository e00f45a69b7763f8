package io.runstwice.world;

import org.apiguardian.api.API;

/** What was asked for cannot be told just now, because a worker that stands still has locked it: neither yes nor no. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Withheld extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who withholds what. */
    public Withheld(String message) {
        super(message, null, false, false);
    }
}
