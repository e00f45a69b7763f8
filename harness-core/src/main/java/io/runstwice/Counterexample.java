package io.runstwice;

import io.runstwice.judge.Violation;
import io.runstwice.schedule.Schedule;
import org.apiguardian.api.API;

/**
 * One schedule under which the job is not safe.
 *
 * @param violation how its run differs from the baseline
 * @param schedule replays it
 * @param story what happened, step by step
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Counterexample(Violation violation, Schedule schedule, String story) {}
