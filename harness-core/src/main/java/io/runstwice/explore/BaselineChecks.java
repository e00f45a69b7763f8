package io.runstwice.explore;

import io.runstwice.judge.Observation;
import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.util.List;

/** The conditions that a run has to meet before anything is concluded from it. */
final class BaselineChecks {

    private BaselineChecks() {}

    /** Lets the world learn from what baselines left. */
    static void learn(World world, State given, List<Observation> baselines) {
        if (world.learn(given, baselines.stream().map(Observation::state).toList())) {
            throw new LearntMore();
        }
    }

    /** Whether an actor enqueues the message: no delivery begins before. */
    static boolean isEnqueued(List<Step> steps) {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.Passed passed
                        && passed.point().resource().equals(Checkpoint.QUEUE));
    }

    /** Nothing was doubtful, and what the test says of the world holds. */
    static void mustBeSound(Run run) {
        if (!run.doubts().isEmpty()) {
            throw new Inconclusive(run.doubts().get(0) + " (in the baseline)");
        }
        run.broken().stream().findFirst().ifPresent(broke -> {
            throw new Inconclusive("\"" + broke.what() + "\" does not hold in the baseline: " + broke.why());
        });
    }

    /** @throws OtherPath if the two are not equal */
    static void samePath(List<String> expected, List<String> actual, String what) {
        if (expected.equals(actual)) {
            return;
        }
        int at = 0;
        while (at < Math.min(expected.size(), actual.size()) && expected.get(at).equals(actual.get(at))) {
            at++;
        }
        throw new OtherPath(what + " at interaction " + (at + 1) + " (" + at(expected, at) + ", then "
                + at(actual, at) + "): does the job read the clock or random numbers, or remember something in"
                + " static memory?");
    }

    private static String at(List<String> path, int index) {
        return index < path.size() ? path.get(index) : "its end";
    }
}
