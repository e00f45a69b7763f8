/**
 * One exploration as a whole: the lease of a world, schedules that failed before, and the trial of a guard.
 *
 * <p>Sees every other room. Not exported: users see {@link io.runstwice.RunsTwice}.
 */
@NullMarked
package io.runstwice.engine;

import org.jspecify.annotations.NullMarked;
