/** Guards of a job that are taken away to see whether they are needed. */
@NullMarked
package io.runstwice.jdbc.guard;

import org.jspecify.annotations.NullMarked;
