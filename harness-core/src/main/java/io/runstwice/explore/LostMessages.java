package io.runstwice.explore;

import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.world.Loss;
import java.util.ArrayList;
import java.util.List;

/** Every request lost, and every reply, in each way in which it can be. */
final class LostMessages {

    private LostMessages() {}

    /** One fault per interaction and loss, in the order of the trace. */
    static List<Fault.Lost> of(List<Step.Passed> trace) {
        List<Fault.Lost> losses = new ArrayList<>();
        for (Step.Passed step : trace) {
            for (Loss loss : Loss.values()) {
                if (step.interaction().losses().contains(loss)) {
                    losses.add(new Fault.Lost(loss, step.point()));
                }
            }
        }
        return losses;
    }
}
