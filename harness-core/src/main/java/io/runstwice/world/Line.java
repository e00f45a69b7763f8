package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * Leads from the process of a delivery to a resource of the test. What is asked or told here arrives at
 * {@link Remote#asked}.
 *
 * <p>Thread-safe: one at a time is heard. To be called, not implemented, by resources.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Line {

    /** The gate of the resource: what passes it here, passes the gate of the test. */
    Gate gate();

    /**
     * Asks, and waits for the answer.
     *
     * @param words the question, in words that the resource understands
     * @return its answer
     */
    String ask(String... words);

    /** Tells something that needs no answer. */
    void tell(String... words);
}
