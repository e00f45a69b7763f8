/**
 * {@code FOR UPDATE SKIP LOCKED} is how workers share a table of work: nobody waits, each takes what is free. A job
 * that finds nothing free and says "done" is right as long as every worker brings its own message: whoever holds the
 * row has a message that comes again if he dies. When one message is handed out a second time because its visibility
 * lapsed, that is no longer so. The second worker sees nothing, acknowledges, and the message is gone; the first one
 * dies, and nobody ever comes back. The twin looks once more, without a lock: a row that is charged is done, and a row
 * that is merely locked is somebody else's unfinished work, for which it refuses to vouch.
 */
@NullMarked
package io.runstwice.examples.skiplocked;

import org.jspecify.annotations.NullMarked;
