/**
 * One session of a job: its user, the locks of its transaction, the end of its waits, and its fate when its worker
 * dies.
 */
@NullMarked
package io.runstwice.jdbc.session;

import org.jspecify.annotations.NullMarked;
