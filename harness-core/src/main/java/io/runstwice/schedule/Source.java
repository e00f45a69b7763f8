package io.runstwice.schedule;

import org.apiguardian.api.API;

/** The origin of a delivery. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Source {
    /**
     * The message itself: handed out for the first time, again because it was not settled, or, while another delivery
     * of it runs, because its visibility lapsed. The first acknowledgement settles it.
     */
    MESSAGE,
    /** One more copy, because the message was enqueued once more. It is redelivered until it is acknowledged itself. */
    COPY
}
