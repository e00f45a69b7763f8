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
        Duration deliveryWithin,
        Duration guard) {

    /** Without shutdowns. */
    public Limits(
            Duration redeliveredWithin,
            int schedules,
            int copies,
            int preemptions,
            boolean lapses,
            int burst,
            Duration deliveryWithin,
            Duration guard) {
        this(redeliveredWithin, schedules, copies, preemptions, lapses, false, burst, deliveryWithin, guard);
    }
}
