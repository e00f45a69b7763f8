package io.runstwice.ids;

import java.util.function.Function;

/** A library that draws ids, as an application has set it up. */
interface Library extends AutoCloseable {

    /** One transaction. */
    <T> T transaction(Function<Orders, T> work);

    @Override
    default void close() {}
}
