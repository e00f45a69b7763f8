package io.runstwice.http;

import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.util.List;

/**
 * What stands behind the tap: a double or a real service, with its ledger. Thread-safe.
 */
interface Service {

    /** Handles one request, once. */
    Answer answer(Request request) throws Exception;

    /** Whether this path segment is an id that the service made. */
    boolean made(String segment);

    /** Begins an exploration. */
    void open(Surroundings surroundings);

    Snapshot capture();

    void restore(Snapshot snapshot);

    boolean restoresAny();

    State observe();

    void perturb();

    List<String> remarks();
}
