package io.runstwice.explore;

import io.runstwice.schedule.Schedule;
import java.util.List;

/** Schedules that somebody describes instead of naming them. Which ones fit is seen when the job is run. */
public interface DescribedSchedules {

    /** How reports call it. */
    String title();

    /** The schedules that fit this job, each once; always the same in the same order. May be asked more than once. */
    List<Schedule> schedules(Rehearsal rehearsal);
}
