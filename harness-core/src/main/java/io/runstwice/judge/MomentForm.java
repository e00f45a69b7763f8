package io.runstwice.judge;

import java.util.stream.Stream;

/**
 * A form in which values show points in time, or days.
 *
 * @param <T> the values
 * @param <P> the points or days that they show
 */
@FunctionalInterface
interface MomentForm<T, P> {

    /** The points that a value of a run can mean, the likeliest first; none if it is not of this form. */
    Stream<P> read(T value, ActMoments run);
}
