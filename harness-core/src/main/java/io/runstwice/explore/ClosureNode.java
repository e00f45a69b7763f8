package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import java.util.List;

/**
 * A durable state that crashes can lead to, with the run that completes it without faults.
 *
 * @param start the state
 * @param completion the run that went on from it without faults
 * @param number how many were found before it
 */
record ClosureNode(Checkpoint start, Run completion, int number) {

    /** The interactions of the delivery that came next. */
    List<Step.Passed> trace() {
        return completion.interactions(start.next());
    }

    /** How many faults led here. */
    int faults() {
        return start.turns().stream().mapToInt(turn -> turn.faults().size()).sum();
    }
}
