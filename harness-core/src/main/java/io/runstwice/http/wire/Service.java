package io.runstwice.http.wire;

import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.util.List;

/**
 * What stands behind the tap: a double or a real service, with its ledger. Thread-safe.
 */
public interface Service {

    /**
     * Whether others can notice a request between its arrival and its effect. They cannot in a service that the harness
     * only taps, since no request can be held within it.
     */
    default boolean flies(Request request) {
        return false;
    }

    /** The request is being processed from now on; {@link #answer} finishes it. */
    default void arrive(Flight flight) {}

    /** Handles one request, once. */
    Answer answer(Flight flight) throws Exception;

    /** Handles one request whose reply is to be lost on the way: what is known of it. */
    default Answer answerUnheard(Flight flight) throws Exception {
        return answer(flight);
    }

    /** Sends a request that is to be lost on the way, if there is a way on which it can be. */
    default void sendInVain(Flight flight) {}

    /** Requests of dead workers that were never finished are dropped. */
    default void endDead() {}

    /** Requests that were never finished are dropped. */
    default void endRun() {}

    /** Whether this path segment is an id that the service made. */
    boolean made(String segment);

    /** Begins an exploration. */
    void open(Surroundings surroundings);

    Snapshot capture();

    void restore(Snapshot snapshot);

    boolean restoresAny();

    State observe();

    List<String> remarks();
}
