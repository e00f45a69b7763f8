package io.runstwice.schedule;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * One stretch of a schedule in which one delivery runs.
 *
 * @param delivery which delivery, from 1
 * @param later how much time passes before it, zero for none
 * @param faults what happens to it, in the order of the text
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Turn(int delivery, Duration later, List<Fault> faults) {

    public Turn {
        if (delivery < 1) {
            throw new IllegalArgumentException("deliveries count from 1, but this is " + delivery);
        }
        if (later.isNegative()) {
            throw new IllegalArgumentException("time passes forwards, but this is " + later);
        }
        faults = List.copyOf(faults);
    }

    /** A delivery at once, with these faults. */
    public static Turn of(int delivery, Fault... faults) {
        return new Turn(delivery, Duration.ZERO, List.of(faults));
    }
}
