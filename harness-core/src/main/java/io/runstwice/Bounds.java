package io.runstwice;

import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What an exploration exhausts. Counts, not seconds, so that a laptop and CI give the same verdict.
 *
 * <p>Immutable; each method gives changed bounds back.
 *
 * @param redeliveredWithin how late a redelivery may come; default one hour
 * @param schedules how many schedules the combinatorial families (overlapping deliveries) may take; default 5,000. Crashes and lost
 *     messages always run in full, so at present nothing is cut by it
 * @param deliveryWithin how long one delivery may take before it counts as hanging; default 10 seconds
 * @param guard how long the exploration may take before it ends inconclusive; default 60 seconds
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Bounds(Duration redeliveredWithin, int schedules, Duration deliveryWithin, Duration guard) {

    private static final Duration LONGEST = Duration.ofDays(3_650);

    public Bounds {
        sensible(redeliveredWithin, "redeliveredWithin", Duration.ofSeconds(1));
        sensible(deliveryWithin, "deliveryWithin", Duration.ofMillis(1));
        sensible(guard, "guard", Duration.ofMillis(1));
        if (schedules < 1) {
            throw new IllegalArgumentException("schedules must be at least 1, but is " + schedules);
        }
    }

    /** One hour, 5,000 schedules, 10 seconds a delivery, 60 seconds in all. */
    public static Bounds standard() {
        return new Bounds(Duration.ofHours(1), 5_000, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /** How late a redelivery may come. Redeliveries at once and at this end are explored. */
    public Bounds redeliveredWithin(Duration time) {
        return new Bounds(time, schedules, deliveryWithin, guard);
    }

    /** How many schedules the combinatorial families may take; crashes and lost messages always run in full. */
    public Bounds schedules(int most) {
        return new Bounds(redeliveredWithin, most, deliveryWithin, guard);
    }

    /** How long one delivery may take, by the machine's clock, before it counts as hanging. */
    public Bounds deliveryWithin(Duration time) {
        return new Bounds(redeliveredWithin, schedules, time, guard);
    }

    /** How long the exploration may take, by the machine's clock, before it ends inconclusive. */
    public Bounds guard(Duration time) {
        return new Bounds(redeliveredWithin, schedules, deliveryWithin, time);
    }

    private static void sensible(Duration time, String name, Duration least) {
        Objects.requireNonNull(time, name);
        if (time.compareTo(least) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must lie between " + least + " and " + LONGEST + " (ten years), but is " + time);
        }
    }
}
