package io.runstwice.run;

/** How a delivery ended. */
public sealed interface Ending {

    /** Whether the queue now takes the message for done. */
    default boolean settles() {
        return this instanceof Acknowledged;
    }

    /** The job returned normally, and the queue heard of it. */
    record Acknowledged() implements Ending {}

    /** The job returned normally, and the queue never heard of it. */
    record Unheard() implements Ending {}

    /**
     * The worker was killed.
     *
     * @param abandoned the thread that did not end within its bound afterwards, or an empty text
     */
    record Killed(String abandoned) implements Ending {}

    /**
     * The worker ended by itself: its process was told to exit, or died.
     *
     * @param how as a story says it
     */
    record Exited(String how) implements Ending {}

    /**
     * The job threw: a negative acknowledgement.
     *
     * @param failure what it threw
     */
    record Threw(Throwable failure) implements Ending {}

    /**
     * The job did not return within its bound.
     *
     * @param where the place in the job where it was last seen
     * @param waits what its resource said that its last call waits for, or an empty text
     */
    record Hung(String where, String waits) implements Ending {}
}
