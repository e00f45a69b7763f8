package io.runstwice.explore;

import io.runstwice.schedule.Schedule;
import java.util.List;

/**
 * Schedules given by a description, as by an incident report, and not by their texts. A run of the job shows which of
 * them fit.
 */
public interface DescribedSchedules {

    /** How reports call it. */
    String title();

    /** The schedules that fit this job, each once; always the same in the same order. May be asked more than once. */
    List<Schedule> schedules(DryRun dryRun);
}
