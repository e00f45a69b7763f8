package io.runstwice.explore;

import io.runstwice.judge.Observation;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Start;
import io.runstwice.run.Step;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Turn;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The baseline twice, and twice more with other clocks and other generated values. */
final class Determinism {

    /** Other clocks and other generated values: so far is the clock shifted, and so often the generators are moved. */
    record Perturbation(Duration clockShift, int moves) {

        /**
         * Another hour, day, minute and second each time, so that whatever is computed from the clock shows, and odd, so that nothing else moves
         * by as much.
         */
        static final List<Perturbation> ALL = List.of(
                new Perturbation(Duration.ofHours(25).plusSeconds(61), 1),
                new Perturbation(Duration.ofHours(24).plusSeconds(17 * 60 + 43), 2));
    }

    private final Runner runner;
    private final World world;
    private ClockLessons.Reading reading = ClockLessons.Reading.AS_NOW;
    private Deadline deadline = Deadline.none();

    Determinism(Runner runner, World world) {
        this.runner = runner;
        this.world = world;
    }

    /** How times are read that may be now and may be fixed. */
    Determinism reading(ClockLessons.Reading unclear) {
        reading = unclear;
        return this;
    }

    /** The guard holds here, too. */
    Determinism until(Deadline guard) {
        deadline = guard;
        return this;
    }

    /**
     * What the gate lets through.
     *
     * @param run the baseline
     * @param ends how a run may end
     * @param taken a message that was taken for a duplicate of another one
     * @param unclear the columns whose times may be now and may be fixed
     */
    record Passed(Run run, AllowedOutcomes ends, List<Finding> taken, Set<String> unclear) {}

    /** Tries again as long as a resource learns from it what it shows, or steadies what led a run astray. */
    Passed pass() {
        Inconclusive first = null;
        while (true) {
            try {
                return once();
            } catch (LearntMore again) {
                // what was shown until now is not what is shown from now on
            } catch (BaselineRuns.Incomparable noise) {
                throw first == null ? noise : first;
            } catch (Inconclusive refusal) {
                // a job that remembers what it did refuses in another way when it is asked again
                first = first == null ? refusal : first;
                if (!world.steady()) {
                    throw first;
                }
            }
        }
    }

    /** The baselines have shown what a resource did not know of itself. They have to be run again. */
    static final class LearntMore extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LearntMore() {
            super(null, null, false, false);
        }
    }

    /** Lets the world learn from what baselines left. */
    static void learn(World world, State given, List<Observation> baselines) {
        if (world.learn(given, baselines.stream().map(Observation::state).toList())) {
            throw new LearntMore();
        }
    }

    /** Who was not known to take part was not waited for: what the baselines did until then was luck. */
    private Passed once() {
        int visitors = runner.visitors();
        try {
            Passed passed = recorded();
            mustBeOf(visitors);
            return passed;
        } catch (Inconclusive refusal) {
            mustBeOf(visitors);
            throw refusal;
        }
    }

    private void mustBeOf(int visitors) {
        if (runner.visitors() > visitors) {
            throw new LearntMore();
        }
    }

    private Passed recorded() {
        BaselineRuns baselines = new BaselineRuns(runner, world, reading, deadline);
        List<Turn> actors = runner.root().turns();
        return runner.messages().size() > 1
                ? new SerialOrders(runner, baselines, actors, deadline).pass()
                : ofOneMessage(baselines, actors);
    }

    /** The actors act first; how it ends if the job does is learnt as well, since other columns may be written then. */
    private Passed ofOneMessage(BaselineRuns baselines, List<Turn> actors) {
        List<Turn> order = new ArrayList<>(actors);
        order.add(Turn.of(1));
        Run run = acting(baselines.sound(order));
        AnsweredFromMemory.in(run).forEach(runner::note);
        AllowedOutcomes ends = new AllowedOutcomes(runner, baselines, deadline);
        ends.learn(order);
        if (!actors.isEmpty() && !isEnqueued(run.steps())) {
            List<Turn> jobFirst = new ArrayList<>(List.of(Turn.of(1)));
            jobFirst.addAll(actors);
            ends.learn(jobFirst);
        }
        if (runner.asked() == Workload.Asked.NOTHING_CHANGES) {
            runner.note("a delivery changes nothing, as the test says");
        }
        return new Passed(run, ends, List.of(), baselines.unclear());
    }

    /** Whether an actor enqueues the message: no delivery begins before. */
    static boolean isEnqueued(List<Step> steps) {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.Passed passed
                        && passed.point().resource().equals(Start.QUEUE));
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

    private static Run acting(Run run) {
        if (run.interactions(1).isEmpty()) {
            throw new Inconclusive("the job touched nothing that is watched: it has no interaction with any resource. "
                    + "Give it the data source and the addresses of the watched resources");
        }
        return run;
    }

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
