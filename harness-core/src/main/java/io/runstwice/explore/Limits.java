package io.runstwice.explore;

import java.time.Duration;

/**
 * What an exploration exhausts, and where it gives up.
 *
 * @param redeliveredWithin how late a redelivery may come
 * @param schedules how many schedules the combinatorial families may take
 * @param copies how many copies of the message run at once
 * @param preemptions how many preemptions are explored at most
 * @param lapses whether faults are also combined with a lapsed visibility
 * @param shutdowns whether processes are also told to end before they are killed
 * @param burst how many uncontrolled deliveries run at once in the end; 0 for none
 * @param killedAfter how long a worker may live, by the clock of the world
 * @param deliveryWithin how long one delivery may take, by the machine's clock
 * @param guard how long the exploration may take, by the machine's clock
 */
public record Limits(
        Duration redeliveredWithin,
        int schedules,
        int copies,
        int preemptions,
        boolean lapses,
        boolean shutdowns,
        int burst,
        Duration killedAfter,
        Duration deliveryWithin,
        Duration guard) {

    /** For workers that nobody kills. */
    public static final Duration NEVER = Duration.ofDays(36_500);

    /** Without shutdowns, and with workers that nobody kills. */
    public Limits(
            Duration redeliveredWithin,
            int schedules,
            int copies,
            int preemptions,
            boolean lapses,
            int burst,
            Duration deliveryWithin,
            Duration guard) {
        this(redeliveredWithin, schedules, copies, preemptions, lapses, false, burst, NEVER, deliveryWithin, guard);
    }

    /** Whether somebody kills a worker that lives too long. */
    public boolean kills() {
        return killedAfter.compareTo(NEVER) < 0;
    }

    /**
     * How much time may pass at once beside a worker that stands still: as much as before a late redelivery, unless the worker is killed earlier.
     *
     * @param stood how long it has lived already
     * @return zero if it may not live any longer
     */
    Duration lateBeside(Duration stood) {
        Duration left = killedAfter.minus(stood);
        Duration late = left.compareTo(redeliveredWithin) < 0 ? left : redeliveredWithin;
        return late.isNegative() ? Duration.ZERO : late;
    }
}
