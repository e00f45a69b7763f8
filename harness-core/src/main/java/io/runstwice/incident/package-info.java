/**
 * Incident reports: the text that a person writes at night, the events that it tells, and the schedules that fit it.
 */
@NullMarked
package io.runstwice.incident;

import org.jspecify.annotations.NullMarked;
