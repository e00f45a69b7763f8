/** One schedule executed: workers, turns, death, time, and the run that comes of it. */
@NullMarked
package io.runstwice.run;

import org.jspecify.annotations.NullMarked;
