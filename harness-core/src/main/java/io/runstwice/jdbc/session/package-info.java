/**
 * One session of a job: who uses it, what its transaction holds, how its waits end, and what becomes of it when its
 * worker dies.
 */
@NullMarked
package io.runstwice.jdbc.session;

import org.jspecify.annotations.NullMarked;
