/**
 * How much of a JVM a delivery has for itself: a thread, a class loader, or a process.
 *
 * <p>Not exported: users name an {@link io.runstwice.Tier}.
 */
@NullMarked
package io.runstwice.tier;

import org.jspecify.annotations.NullMarked;
