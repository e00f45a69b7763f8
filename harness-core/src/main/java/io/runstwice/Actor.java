package io.runstwice;

import java.time.Clock;
import org.apiguardian.api.API;

/**
 * Another kind of worker beside the job: a producer, a scheduler, a clean-up, a webhook. It takes turns with the
 * deliveries at its interactions, and acts before, between and after them, at once and late, once or twice in a run.
 *
 * <p>In the baseline the actors run first, one after the other, and the job after them. A run is right if it ends as it
 * would if the acts and deliveries in it had come one after the other, in some order. An actor that throws may have had
 * its effect or not, and the certificate says that it threw. One that dies is begun again; where it does not bear that
 * alone, its death is not explored.
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
         * The message has been enqueued: deliveries may begin from here on, and not before. If no actor ever says so,
         * the message was there from the start.
         */
        void enqueue();

        /** The controlled clock. */
        Clock clock();
    }
}
