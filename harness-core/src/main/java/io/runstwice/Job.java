package io.runstwice;

import org.apiguardian.api.API;

/** The code under test: one call handles one message. Returning normally acknowledges it; throwing gives it back. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Job {

    /**
     * Handles one delivery.
     *
     * @param delivery what the queue says about it; most jobs need nothing of it
     * @throws Exception any failure; the message comes again
     */
    void perform(Delivery delivery) throws Exception;
}
