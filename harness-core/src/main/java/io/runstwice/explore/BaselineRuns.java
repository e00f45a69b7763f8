package io.runstwice.explore;

import io.runstwice.judge.Judge;
import io.runstwice.judge.Observation;
import io.runstwice.judge.Unfit;
import io.runstwice.judge.Violation;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Step;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Promise;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Runs without any fault in which one act follows the other, and the judges that are made of them. Each order is run
 * twice, and twice more with other clocks and other generated values.
 */
final class BaselineRuns {

    private final Runner runner;
    private final World world;
    private final State given;
    private final ClockLessons clocks;
    private final Deadline deadline;
    private final Map<String, Promise> promises = new HashMap<>();
    private final Map<List<Turn>, Run> first = new HashMap<>();

    /**
     * @param reading how times are read that may be now and may be fixed
     */
    BaselineRuns(Runner runner, World world, ClockLessons.Reading reading, Deadline deadline) {
        this.runner = runner;
        this.world = world;
        this.deadline = deadline;
        runner.restore();
        world.writtenWith(Map.of());
        this.given = world.observe();
        this.clocks = new ClockLessons(runner, world, given, reading);
        promises.putAll(world.promises());
    }

    /** The world before the first act. */
    State given() {
        return given;
    }

    Map<String, Promise> promises() {
        return promises;
    }

    /** The texts and numbers that hold now, as far as the orders have shown them that were learnt from. */
    TruncatedTimes words() {
        return clocks.words();
    }

    /** The columns of which it is not clear with which clock they go. */
    Set<String> unclear() {
        return clocks.unclear();
    }

    /** An order, run for the first time. */
    Run run(List<Turn> order) {
        deadline.check(0);
        return first.computeIfAbsent(order, runner::only);
    }

    /** Runs an order that is to be a baseline. If the job breaks a condition twice, no fault is the reason. */
    Run sound(List<Turn> order) {
        Run run = run(order);
        if (!run.broken().isEmpty() && !runner.only(order).broken().isEmpty()) {
            throw new BrokenWithoutFault(run);
        }
        return sound(run);
    }

    /** Something that always has to hold does not, though there was no fault. */
    static final class BrokenWithoutFault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Run run;

        BrokenWithoutFault(Run run) {
            super(null, null, false, false);
            this.run = run;
        }

        Finding finding() {
            return new Finding(run, new Violation(Violation.Kind.BROKEN_INVARIANT, List.of()), List.of());
        }
    }

    /** Whether every act of an order comes to its end by itself. */
    boolean succeeds(List<Turn> order) {
        return run(order).steps().stream()
                .filter(Step.Ended.class::isInstance)
                .allMatch(step -> ((Step.Ended) step).ending() instanceof Ending.Acknowledged);
    }

    /** Knows how an order ends, and has learnt from it which clocks the columns go with. */
    Judge learn(List<Turn> order) {
        List<Run> runs = runs(order, clocks::learn);
        clocks.learn(runs, order, more -> path(more).equals(path(runs.get(0))));
        BaselineChecks.learn(world, given, seen(runs, clocks.words()));
        try {
            return knowingSeconds(judge(runs, clocks.words()), runs, order);
        } catch (Unfit unfit) {
            return withTheWordsOfTheClock(unfit, runs, order);
        }
    }

    private Judge withTheWordsOfTheClock(Unfit unfit, List<Run> runs, List<Turn> order) {
        List<String> path = path(runs.get(0));
        TruncatedTimes words =
                clocks.wordsOfTheClock(runs, order, more -> path(more).equals(path));
        try {
            return knowingSeconds(judge(runs, words), runs, order);
        } catch (Unfit still) {
            boolean idle = runs.get(0).state().tables().equals(given.tables());
            String why = withWhatWasNeverDone(unfit, runs.get(0));
            throw idle ? new Inconclusive(why) : new Incomparable(why);
        }
    }

    /**
     * Adds the requests that a service took for done already. They may be the reason why the baselines differ, or
     * changed nothing: the service forgets their keys in time.
     */
    private static String withWhatWasNeverDone(Unfit unfit, Run run) {
        String reason = String.valueOf(unfit.getMessage());
        return AnsweredFromMemory.in(run).stream()
                .map(sentence -> reason + (reason.endsWith("?") ? " " : ". ") + sentence)
                .findFirst()
                .orElse(reason);
    }

    /** Knows how an order ends, and learns nothing more of clocks. */
    Judge judge(List<Turn> order) {
        List<Run> runs = runs(order, (one, perturbed) -> {});
        try {
            return knowingSeconds(judge(runs, clocks.words()), runs, order);
        } catch (Unfit unfit) {
            throw new Inconclusive(unfit.getMessage());
        }
    }

    /** The final states of four runs of an order. */
    List<Observation> observations(List<Turn> order) {
        List<Run> all = new ArrayList<>(List.of(run(order), runner.only(order)));
        for (Perturbation perturbation : Perturbation.ALL) {
            all.add(runner.perturbed(perturbation.clockShift(), perturbation.moves(), order));
        }
        return seen(all, clocks.words());
    }

    /**
     * Baselines took one path, but left what cannot be told from noise: nothing that a resource does about its
     * generators makes it comparable.
     */
    static final class Incomparable extends Inconclusive {

        private static final long serialVersionUID = 1L;

        Incomparable(String reason) {
            super(reason);
        }
    }

    private List<Run> runs(List<Turn> order, BiConsumer<Run, Run> shifted) {
        Run one = sound(order);
        deadline.check(0);
        Run other = sound(runner.only(order));
        samePath(one, other, "run 2" + of(one) + " took another path");
        List<Run> runs = new ArrayList<>(List.of(one, other));
        for (Perturbation perturbation : Perturbation.ALL) {
            deadline.check(0);
            Run perturbed = sound(runner.perturbed(perturbation.clockShift(), perturbation.moves(), order));
            samePath(one, perturbed, "with another clock and other generated ids the job took another path");
            runs.add(perturbed);
            if (perturbation.moves() == 1) {
                shifted.accept(one, perturbed);
            }
        }
        return runs;
    }

    private Judge judge(List<Run> runs, TruncatedTimes words) {
        Run one = runs.get(0);
        return deadline.within(
                "comparing the baselines'",
                one.state(),
                () -> changesNothing(one)
                        ? Judge.ofNothing(given, seen(runs, words), promises)
                        : Judge.of(
                                given,
                                seen(runs, words),
                                promises,
                                runs.stream().map(Traces::of).toList()));
    }

    /**
     * Whether a run must change nothing: the test asks so, and no actor takes part, whose changes are not the job's.
     */
    private boolean changesNothing(Run run) {
        return runner.asked() == Workload.Asked.NOTHING_CHANGES
                && run.schedule().turns().stream()
                        .allMatch(turn -> turn.worker().isDelivery());
    }

    private static List<Observation> seen(List<Run> runs, TruncatedTimes words) {
        return runs.stream().map(words::observationOf).toList();
    }

    private Judge knowingSeconds(Judge judge, List<Run> runs, List<Turn> order) {
        return clocks.knowingSeconds(
                judge,
                runs,
                order,
                later -> samePath(runs.get(0), sound(later), "in another second the job took another path"));
    }

    private Run sound(Run run) {
        BaselineChecks.mustBeSound(run);
        for (Step step : run.steps()) {
            if (step instanceof Step.Ended ended && ended.ending() instanceof Ending.Threw threw) {
                throw new Inconclusive(
                        (step.worker().isDelivery() ? "the job" : "the actor " + step.worker())
                                + " failed by itself, without any fault" + at(step, run) + ": " + threw.failure()
                                + ". " + wayOut(run),
                        threw.failure());
            }
            if (step instanceof Step.Ended ended && ended.ending() instanceof Ending.Exited exited) {
                throw new Inconclusive(exited.how() + ", without any fault. Let the job return");
            }
        }
        return run;
    }

    private String at(Step step, Run run) {
        return isHistory() ? " at " + step.worker() + of(run) : "";
    }

    private String of(Run run) {
        return isHistory() ? " of \"" + run.schedule() + "\"" : "";
    }

    private String wayOut(Run run) {
        return isHistory()
                ? "Let the messages succeed in the order in which they are sent"
                : "Make one plain delivery succeed first";
    }

    private boolean isHistory() {
        return runner.messages().size() > 1;
    }

    private static void samePath(Run one, Run other, String what) {
        BaselineChecks.samePath(path(one), path(other), what);
    }

    /** Workers are named only where there are several. */
    private static List<String> path(Run run) {
        boolean alone = run.schedule().turns().size() == 1;
        return run.steps().stream()
                .filter(Step.Passed.class::isInstance)
                .map(step -> (alone ? "" : step.worker() + " ") + ((Step.Passed) step).point())
                .toList();
    }
}
