package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.schedule.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The results of all schedules of a description, the smallest first.
 *
 * @param findings the findings, as of any exploration
 * @param trials one for each schedule that was run; not all of them if the exploration proved nothing
 */
public record Trials(Findings findings, List<Trial> trials) {

    public Trials {
        trials = List.copyOf(trials);
    }

    static List<Trial> of(DescribedSchedules described, ExplorationContext context) {
        Comparator<Schedule> bySize = Comparator.comparingInt(schedule -> schedule.faults() + schedule.preemptions());
        List<Schedule> schedules = described.schedules(new DryRun(context)).stream()
                .sorted(bySize.thenComparingInt(schedule -> schedule.turns().size()))
                .toList();
        List<Trial> trials = new ArrayList<>();
        for (Schedule schedule : schedules) {
            Run run = context.run(schedule);
            context.mustHaveFired(run);
            trials.add(new Trial(run, context.judged(run)));
        }
        return trials;
    }
}
