package io.runstwice.explore;

import io.runstwice.judge.Unfit;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Source;
import io.runstwice.world.Misuse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The shortest story of a counterexample: one thing after the other is left out of its schedule, as long as the same
 * goes wrong without it.
 *
 * <p>Each try is a run from the beginning. One that proves nothing leaves the story as it is.
 */
final class ShortestStory {

    /** A few dozen: a schedule of six turns has about twenty things that can be left out. */
    private static final int MOST_RUNS = 48;

    private final ExplorationContext context;
    private final Set<Schedule> tried = new HashSet<>();

    ShortestStory(ExplorationContext context) {
        this.context = context;
    }

    /**
     * A finding with the same violation in the fewest faults, turns and hours that show it twice; the finding itself if
     * nothing can be left out.
     */
    Finding of(Finding finding) {
        try {
            Finding shortest = shortest(finding);
            return shortest != finding && showsItselfAgain(shortest) ? shortest : finding;
        } catch (RuntimeException | AssertionError broken) {
            return finding; // a failure of the search does not undo it
        }
    }

    private boolean showsItselfAgain(Finding finding) {
        Run again = context.repeat(finding.run().schedule());
        return new UnrepeatedViolation(finding, again, context.verdictOn(again)).isTheSame();
    }

    private Finding shortest(Finding finding) {
        Finding shortest = finding;
        Optional<Finding> shorter = shorter(shortest);
        while (shorter.isPresent()) {
            shortest = shorter.get();
            shorter = shorter(shortest);
        }
        return shortest;
    }

    private Optional<Finding> shorter(Finding finding) {
        for (Schedule schedule : new SmallerSchedules(finding.run().schedule()).each()) {
            if (isWorthARun(schedule) && tried.size() < MOST_RUNS && tried.add(schedule)) {
                Optional<Finding> shorter = tried(schedule)
                        .filter(found ->
                                found.violation().kind() == finding.violation().kind())
                        .filter(found -> ExplorationContext.BY_SIZE.compare(found, finding) < 0);
                if (shorter.isPresent()) {
                    return shorter;
                }
            }
        }
        return Optional.empty();
    }

    /** What was explored would have been found, and what happens without any fault is right. */
    private boolean isWorthARun(Schedule schedule) {
        boolean hasACause = schedule.faults() + schedule.preemptions() > 0
                || schedule.turns().stream().anyMatch(turn -> turn.source() == Source.COPY);
        return hasACause && !context.tally().hasJudged(schedule.toString());
    }

    private Optional<Finding> tried(Schedule schedule) {
        try {
            Run run = context.run(schedule);
            return run.unfired().isEmpty() ? context.found(run) : Optional.empty();
        } catch (Inconclusive | Unfit | Runner.Strayed | Misuse | ExplorationContext.ShownMore nothingProved) {
            return Optional.empty();
        }
    }
}
