/**
 * Generated schedules for jqwik.
 *
 * <p>A parameter {@code @ForAll Schedule} needs nothing of this package: it is found by itself.
 */
@NullMarked
package io.runstwice.jqwik;

import org.jspecify.annotations.NullMarked;
