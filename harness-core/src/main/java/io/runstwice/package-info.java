/** The front door: a job, the world it acts on, the bounds to explore within, and the verdict. */
@NullMarked
package io.runstwice;

import org.jspecify.annotations.NullMarked;
