package io.runstwice.explore;

import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.world.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * The points of a delivery at which a crash can make a difference.
 *
 * <p>Points with nothing durable between them are one class: a worker that dies at any of them leaves the same world
 * behind. A class is told by its member right after the last effect, the first one by the point before everything.
 */
final class CrashPoints {

    private CrashPoints() {}

    /** One crash per class, in the order of the trace. */
    static List<Fault.Crash> of(List<Step.Passed> trace) {
        List<Fault.Crash> crashes = new ArrayList<>();
        if (!trace.isEmpty()) {
            crashes.add(new Fault.Crash(false, trace.get(0).point()));
        }
        for (Step.Passed step : trace) {
            if (step.effect() == Effect.DURABLE) {
                crashes.add(new Fault.Crash(true, step.point()));
            }
        }
        return crashes;
    }
}
