/**
 * A claim that is written down outlives the worker that wrote it. So when that one dies another one has to take the
 * claim over, and it takes a rule to tell a dead owner from a slow one. Here a worker that is refused leaves a mark,
 * and its message comes again later; a worker that finds that mark takes the owner for dead. With two copies of a
 * message that is right: one works, the other leaves the mark, and no third one is there to find it. With three the
 * last one finds a mark that is a moment old, and charges beside a living owner. The twin takes the lock of the row,
 * which ends with its owner's session: there is nothing to be taken over.
 */
@NullMarked
package io.runstwice.examples.threecopies;

import org.jspecify.annotations.NullMarked;
