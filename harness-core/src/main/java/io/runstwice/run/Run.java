package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One execution of a schedule, or of its beginning.
 *
 * @param schedule what was executed, the redeliveries that were needed included
 * @param steps the trace
 * @param settled whether the message was acknowledged in the end
 * @param state what the world looked like at the end
 * @param times when that was
 * @param here the place where it stopped, from which it could go on; empty if the message is settled
 * @param unfired faults that never happened
 * @param doubts why it can prove nothing; empty for a good run
 */
public record Run(
        Schedule schedule,
        List<Step> steps,
        boolean settled,
        State state,
        Times times,
        Optional<Checkpoint> here,
        List<Fault> unfired,
        List<String> doubts) {

    /**
     * When a run was.
     *
     * @param acts who acted, and when; at least one, in the order of their begin
     * @param laid by how much given times were moved when the world was put back for it
     * @param passed how much time the schedule let pass
     */
    public record Times(List<ActTimes> acts, Duration laid, Duration passed) {

        public Times {
            acts = List.copyOf(acts);
        }
    }

    public Run {
        steps = List.copyOf(steps);
        unfired = List.copyOf(unfired);
        doubts = List.copyOf(doubts);
    }

    /** The interactions of one delivery, in their order. */
    public List<Step.Passed> interactions(int delivery) {
        return steps.stream()
                .filter(step -> step.delivery() == delivery)
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .toList();
    }

    /** What the test says of the world and did not hold, the first first. */
    public List<Step.Broke> broken() {
        return steps.stream()
                .filter(Step.Broke.class::isInstance)
                .map(Step.Broke.class::cast)
                .toList();
    }

    /** How a delivery ended. */
    public Ending ending(int delivery) {
        return steps.stream()
                .filter(step -> step.delivery() == delivery)
                .filter(Step.Ended.class::isInstance)
                .map(step -> ((Step.Ended) step).ending())
                .findFirst()
                .orElseThrow();
    }
}
