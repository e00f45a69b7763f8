package io.runstwice.explore;

import io.runstwice.judge.Judge;
import io.runstwice.judge.Observation;
import io.runstwice.judge.Unfit;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Step;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Promise;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    record Passed(Run run, RightEnds ends, List<Finding> taken, Set<String> unclear) {}

    /** Tries again as long as a resource learns from it what it shows, or steadies what led a run astray. */
    Passed pass() {
        Inconclusive first = null;
        while (true) {
            try {
                return once();
            } catch (LearntMore again) {
                // what was shown until now is not what is shown from now on
            } catch (Incomparable noise) {
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

    private Passed once() {
        if (runner.messages().size() > 1) {
            return new SerialOrders(runner, world, promises(), deadline, reading).pass();
        }
        runner.restore();
        world.writtenWith(Map.of());
        State given = world.observe();
        ClockLessons clocks = new ClockLessons(runner, world, given, reading);
        Run first = acting(delivered(runner.advance(runner.root(), Turn.of(1))));
        deadline.check(0);
        Run second = delivered(runner.advance(runner.root(), Turn.of(1)));
        samePath(first, second, "run 2 took another path");
        List<Run> runs = new ArrayList<>(List.of(first, second));
        for (Perturbation perturbation : Perturbation.ALL) {
            deadline.check(0);
            Run perturbed = delivered(runner.perturbed(perturbation.clockShift(), perturbation.moves()));
            samePath(first, perturbed, "with another clock and other generated ids the job took another path");
            runs.add(perturbed);
            if (perturbation.moves() == 1) {
                clocks.learn(first, perturbed);
            }
        }
        clocks.learn(runs, List.of(Turn.of(1)), more -> path(more).equals(path(first)));
        learn(world, given, runs.stream().map(Inquiry::observationOf).toList());
        Judge judge = judge(given, runs, clocks);
        RightEnds.End end = new RightEnds.End(judge, List.of(Turn.of(1)));
        RightEnds ends = new RightEnds(runner, List.of(end), clocks.words(), deadline);
        return new Passed(first, ends, List.of(), clocks.unclear());
    }

    private Judge judge(State given, List<Run> runs, ClockLessons clocks) {
        try {
            return knowingSeconds(judge(given, runs, clocks.words()), runs, clocks);
        } catch (Unfit unfit) {
            String path = path(runs.get(0)).toString();
            TimeWords words = clocks.wordsOfTheClock(
                    runs, List.of(Turn.of(1)), more -> path(more).toString().equals(path));
            try {
                return knowingSeconds(judge(given, runs, words), runs, clocks);
            } catch (Unfit still) {
                boolean idle = runs.get(0).state().tables().equals(given.tables());
                throw idle ? new Inconclusive(unfit.getMessage()) : new Incomparable(unfit.getMessage());
            }
        }
    }

    /** Baselines took one path, but left what cannot be told from noise: nothing that a resource does about its generators makes it comparable. */
    private static final class Incomparable extends Inconclusive {

        private static final long serialVersionUID = 1L;

        Incomparable(String reason) {
            super(reason);
        }
    }

    private static Judge knowingSeconds(Judge judge, List<Run> runs, ClockLessons clocks) {
        return clocks.knowingSeconds(
                judge,
                runs,
                List.of(Turn.of(1)),
                later -> samePath(runs.get(0), delivered(later), "in another second the job took another path"));
    }

    private Judge judge(State given, List<Run> runs, TimeWords words) {
        List<Observation> baselines = runs.stream().map(words::observationOf).toList();
        return deadline.within(
                "comparing the baselines'",
                runs.get(0).state(),
                () -> Judge.of(
                        given,
                        baselines,
                        promises(),
                        runs.stream().map(Traces::of).toList()));
    }

    private Map<String, Promise> promises() {
        Map<String, Promise> promises = new HashMap<>();
        world.resources().forEach((name, resource) -> promises.put(name, resource.promise()));
        return promises;
    }

    private static Run delivered(Run run) {
        mustBeSound(run);
        Ending ending = run.ending(1);
        if (ending instanceof Ending.Threw threw) {
            throw new Inconclusive(
                    "the job failed by itself, without any fault: " + threw.failure()
                            + ". Make one plain delivery succeed first",
                    threw.failure());
        }
        if (ending instanceof Ending.Exited exited) {
            throw new Inconclusive(exited.how() + ", without any fault. Let the job return");
        }
        if (!run.settled()) {
            throw new Inconclusive("the job did not come to its end, without any fault");
        }
        return run;
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

    private static void samePath(Run one, Run other, String what) {
        samePath(path(one), path(other), what);
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

    private static List<String> path(Run run) {
        return run.interactions(1).stream()
                .map(Step.Passed::point)
                .map(Object::toString)
                .toList();
    }
}
