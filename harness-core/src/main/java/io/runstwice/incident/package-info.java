/** Incident reports: the text that a person writes at night, what it says happened, and the schedules that fit it. */
@NullMarked
package io.runstwice.incident;

import org.jspecify.annotations.NullMarked;
