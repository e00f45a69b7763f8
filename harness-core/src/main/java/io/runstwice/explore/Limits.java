package io.runstwice.explore;

import java.time.Duration;

/**
 * What an exploration exhausts, and where it gives up.
 *
 * @param redeliveredWithin how late a redelivery may come
 * @param schedules how many schedules the combinatorial families may take
 * @param deliveryWithin how long one delivery may take, by the machine's clock
 * @param guard how long the exploration may take, by the machine's clock
 */
public record Limits(Duration redeliveredWithin, int schedules, Duration deliveryWithin, Duration guard) {}
