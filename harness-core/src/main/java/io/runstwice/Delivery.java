package io.runstwice;

import io.runstwice.run.Attempt;
import java.time.Clock;
import org.apiguardian.api.API;

/**
 * One hand-over of the message to a worker.
 *
 * <p>What a job asks here, its outcome may depend on; so ask only for what production hands to it as well. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Delivery {

    private final Attempt attempt;

    /** For the engine. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    @SuppressWarnings("exports")
    public Delivery(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Which delivery of the message this is, from 1. */
    public int attempt() {
        return attempt.number();
    }

    /** Whether the queue says that the message was delivered before. */
    public boolean redelivered() {
        return attempt.redelivered();
    }

    /** The controlled clock: it stands still within a run and moves when the schedule lets time pass. */
    public Clock clock() {
        return attempt.clock();
    }
}
