/**
 * {@code FOR UPDATE SKIP LOCKED} is how workers share a table of work: no worker waits, each takes what is free. A job
 * that finds nothing free and says "done" is right as long as every worker brings its own message: the worker that
 * holds the row has a message that comes again if it dies. When one message is handed out a second time because its
 * visibility lapsed, that is no longer so. The second worker sees nothing, acknowledges, and the message is gone; the
 * first one dies, and no worker ever comes back. The twin looks once more, without a lock: a row that is charged is
 * done. One that is merely locked is another worker's unfinished work: the delivery throws, and its message comes
 * again.
 */
@NullMarked
package io.runstwice.examples.skiplocked;

import org.jspecify.annotations.NullMarked;
