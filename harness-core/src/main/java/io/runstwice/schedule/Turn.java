package io.runstwice.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One stretch of a schedule in which one worker runs: to its end, to a pause, or until another worker keeps it waiting.
 *
 * @param worker the worker that runs
 * @param source the origin of the delivery; read when it begins
 * @param later how much time passes before it, zero for none
 * @param faults the faults that strike it, in the order of the text
 * @param message which of several distinct messages the delivery brings, from 1; 0 for the one that is next. Read when
 *     it begins
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Turn(WorkerName worker, Source source, Duration later, List<Fault> faults, int message) {

    public Turn {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(source, "source");
        if (later.isNegative()) {
            throw new IllegalArgumentException("time passes forwards, but this is " + later);
        }
        if (source == Source.COPY && !worker.isDelivery()) {
            throw new IllegalArgumentException("a copy is delivered, but " + worker + " is an actor");
        }
        if (message < 0 || message > 0 && !worker.isDelivery()) {
            throw new IllegalArgumentException("deliveries bring messages, which count from 1, but this is " + message);
        }
        faults = List.copyOf(faults);
    }

    /** A turn with the message that is next. */
    public Turn(WorkerName worker, Source source, Duration later, List<Fault> faults) {
        this(worker, source, later, faults, 0);
    }

    /** A delivery of the message after some time, with these faults. */
    public Turn(int delivery, Duration later, List<Fault> faults) {
        this(WorkerName.delivery(delivery), Source.MESSAGE, later, faults);
    }

    /** A delivery of the message at once, or its next turn, with these faults. */
    public static Turn of(int delivery, Fault... faults) {
        return new Turn(delivery, Duration.ZERO, List.of(faults));
    }

    /** A turn of a worker at once, with these faults. */
    public static Turn of(WorkerName worker, Fault... faults) {
        return new Turn(worker, Source.MESSAGE, Duration.ZERO, List.of(faults));
    }

    /** The first turn of another copy's delivery. */
    public static Turn copy(int delivery, Fault... faults) {
        return new Turn(WorkerName.delivery(delivery), Source.COPY, Duration.ZERO, List.of(faults));
    }

    /** This turn with other faults. */
    public Turn with(List<Fault> others) {
        return new Turn(worker, source, later, others, message);
    }

    /** This turn, bringing this message. */
    public Turn bringing(int which) {
        return new Turn(worker, source, later, faults, which);
    }

    /** The number of the delivery, from 1; 0 for an actor. */
    public int delivery() {
        return worker.number();
    }

    /** Whether it stops before its end. */
    public boolean pauses() {
        return faults.stream().anyMatch(fault -> fault instanceof Fault.Pause || fault instanceof Fault.Shutdown);
    }
}
