/** Which schedules, and in what order: one file per family; limits and coverage. */
@NullMarked
package io.runstwice.explore;

import org.jspecify.annotations.NullMarked;
