/**
 * A delivery in a process of its own: JVMs that are forked ahead, and the line between such a process and the test.
 *
 * <p>The test's side takes a {@link io.runstwice.fork.Forks warm JVM}, gives it a task, and answers its questions. The
 * other side begins in {@link io.runstwice.fork.ForkMain}.
 */
@NullMarked
package io.runstwice.fork;

import org.jspecify.annotations.NullMarked;
