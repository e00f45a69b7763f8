package io.runstwice.world;

import org.apiguardian.api.API;

/**
 * A {@link Safeguard} of a job that is about to be taken away, is away, or is back. Closed, everything is as it was.
 *
 * <p>From the first moment on, what would differ by the removal alone is left out of what the resource observes; else
 * nothing changes before {@link #begin}. For one thread of the harness, while no worker acts. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Removal extends AutoCloseable {

    /**
     * Takes it away, in the world as it is now.
     *
     * @throws Refused if that is not possible; nothing has been changed then
     */
    void begin() throws Refused;

    /** Whether any delivery has met with the removal: without that it proves nothing. */
    boolean isMet();

    /** The event by which a delivery would have met with it, as a sentence; told if none did. */
    String unmet();

    /** The remark of a report on it; an empty text for none. */
    default String remark() {
        return "";
    }

    /** Whether deliveries that have processes of their own meet with it as well. */
    default boolean reachesProcesses() {
        return true;
    }

    /** Puts it back. Does nothing if it is back. */
    @Override
    void close();

    /** The resource does not let go of it. */
    final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        /** Says why. */
        public Refused(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
