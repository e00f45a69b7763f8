package io.runstwice.judge;

import java.util.stream.Stream;

/**
 * How values show points in time, or days.
 *
 * @param <T> the values
 * @param <P> what they show
 */
@FunctionalInterface
interface MomentForm<T, P> {

    /** What a value of a run can mean; nothing if it is not of this form. The first is the likeliest. */
    Stream<P> read(T value, ActMoments run);
}
