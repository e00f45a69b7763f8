/**
 * RunsTwice for JUnit Jupiter: one method that is one delivery, and a test for each way in which it may come again.
 *
 * <p>{@link io.runstwice.junit.RunsTwiceSafely} on the method, {@link io.runstwice.junit.Watched} on what the job acts
 * on, {@link io.runstwice.junit.Replay} to run one schedule again.
 */
@NullMarked
package io.runstwice.junit;

import org.jspecify.annotations.NullMarked;
