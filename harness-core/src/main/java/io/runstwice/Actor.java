package io.runstwice;

import java.time.Clock;
import org.apiguardian.api.API;

/**
 * Another kind of worker beside the job: a producer, a scheduler, a clean-up, a webhook. It acts once in every run, and takes turns with
 * the deliveries at its interactions.
 *
 * <p>In the baseline the actors run first, one after the other. What they do is not redelivered and they do not die; an actor that throws
 * has ended.
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Actor {

    /**
     * Acts once.
     *
     * @param beside what it may say to the harness; many actors need nothing of it
     * @throws Exception any failure; in the baseline it makes the exploration inconclusive
     */
    void act(Beside beside) throws Exception;

    /** What an actor may say and ask. Implemented by the engine. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Beside {

        /**
         * The message has been enqueued: deliveries may begin from here on, and not before. If no actor ever says so, the message was there
         * from the start.
         */
        void enqueue();

        /** The controlled clock. */
        Clock clock();
    }
}
