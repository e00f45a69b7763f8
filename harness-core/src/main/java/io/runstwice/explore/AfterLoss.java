package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.world.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Further faults of a delivery that has lost a message and lives on. Each strikes at one of the interactions that it
 * made after the loss.
 *
 * @param lost the message
 * @param rest the interactions after it
 * @param acknowledged whether it came to its end nevertheless
 */
record AfterLoss(Fault.Lost lost, List<Step.Passed> rest, boolean acknowledged) {

    static AfterLoss of(Fault.Lost lost, Checkpoint from, Run run) {
        List<Step.Passed> rest = run.interactions(from.next()).stream()
                .dropWhile(step -> !step.point().equals(lost.point()))
                .skip(1)
                .toList();
        return new AfterLoss(lost, rest, run.settled());
    }

    /** The delivery dies, one crash for each class of points, or ends and its acknowledgement is lost. */
    List<Fault> ends() {
        List<Fault> ends = new ArrayList<>(CrashPoints.of(rest));
        if (acknowledged) {
            ends.add(new Fault.AcknowledgementLost());
        }
        return ends;
    }

    /**
     * The resource is down: all later messages of the delivery to it are lost as well, so every retry of the client
     * fails too. Empty if there was none.
     */
    Optional<Fault> outage() {
        String resource = lost.point().resource();
        boolean turnsToItAgain = rest.stream()
                .anyMatch(step -> step.point().resource().equals(resource)
                        && step.interaction().losses().contains(lost.loss()));
        return turnsToItAgain && (lost.loss() == Loss.REQUEST || lost.loss() == Loss.REPLY)
                ? Optional.of(new Fault.Partition(List.of(resource), lost.loss() == Loss.REPLY, lost.point()))
                : Optional.empty();
    }
}
