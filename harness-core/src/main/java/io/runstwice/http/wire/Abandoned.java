package io.runstwice.http.wire;

import java.io.IOException;

/** A request that waited for another one, and whose client no longer waits for the answer. */
public final class Abandoned extends IOException {

    private static final long serialVersionUID = 1L;

    public Abandoned() {
        super("the run or the worker ended while this request waited for its idempotency key");
    }
}
