/**
 * Delayed Job's workers lock a job's row for as long as they work. One that exceeded the time allowed lost its job to a
 * second worker; then its own time-out handler set the lock to null, without a look at whose it was by now, and a third
 * worker came in beside the second (<a
 * href="https://github.com/collectiveidea/delayed_job_active_record/issues/193">issue 193</a>). The twin's handler
 * releases its own lock only. And its worker is fenced: it finishes the job under its own lock or takes everything
 * back, so that a lock that was lost, by whatever mistake, does no harm.
 */
@NullMarked
package io.runstwice.examples.i23foreignunlock;

import org.jspecify.annotations.NullMarked;
