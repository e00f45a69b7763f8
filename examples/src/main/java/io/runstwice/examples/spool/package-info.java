/**
 * A job that forwards messages from one queue to another. A queue is a directory here, and no resource of the harness
 * knows it: see how the tests watch it. The broken job numbers what it forwards, so a message that it takes again is
 * another message; the twin keeps its key.
 */
@NullMarked
package io.runstwice.examples.spool;

import org.jspecify.annotations.NullMarked;
