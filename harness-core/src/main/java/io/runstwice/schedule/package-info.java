/**
 * Schedules as values: deliveries, points, faults, and the line of text that a schedule prints as and is parsed from.
 */
@NullMarked
package io.runstwice.schedule;

import org.jspecify.annotations.NullMarked;
