package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Turn;
import io.runstwice.world.World;
import java.util.ArrayList;
import java.util.List;

/** The baseline twice, and twice more with other clocks and other generated values. */
final class DeterminismCheck {

    private final Runner runner;
    private final World world;
    private ClockLessons.Reading reading = ClockLessons.Reading.AS_NOW;
    private Deadline deadline = Deadline.none();

    DeterminismCheck(Runner runner, World world) {
        this.runner = runner;
        this.world = world;
    }

    /** How times are read that may be now and may be fixed. */
    DeterminismCheck reading(ClockLessons.Reading unclear) {
        reading = unclear;
        return this;
    }

    /** The guard holds here, too. */
    DeterminismCheck until(Deadline guard) {
        deadline = guard;
        return this;
    }

    /**
     * Repeats the check as long as a resource learns from it which values to show, or removes a cause that led a run
     * astray.
     */
    CheckedBaseline pass() {
        Inconclusive first = null;
        while (true) {
            try {
                return once();
            } catch (LearntMore again) {
                // states that were shown until now look other than those from now on
            } catch (BaselineRuns.Incomparable noise) {
                throw first == null ? noise : first;
            } catch (Inconclusive refusal) {
                // a job that remembers its earlier runs fails in another way the next time
                first = first == null ? refusal : first;
                if (!world.steady()) {
                    throw first;
                }
            }
        }
    }

    /**
     * The harness does not wait for a participant that it does not know: the order of the baselines until then was
     * luck.
     */
    private CheckedBaseline once() {
        int visitors = runner.visitors();
        try {
            CheckedBaseline passed = recorded();
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

    private CheckedBaseline recorded() {
        BaselineRuns baselines = new BaselineRuns(runner, world, reading, deadline);
        List<Turn> actors = runner.root().turns();
        return runner.messages().size() > 1
                ? new SerialOrders(runner, baselines, actors, deadline).pass()
                : ofOneMessage(baselines, actors);
    }

    /** The actors act first; how it ends if the job does is learnt as well, since other columns may be written then. */
    private CheckedBaseline ofOneMessage(BaselineRuns baselines, List<Turn> actors) {
        List<Turn> order = new ArrayList<>(actors);
        order.add(Turn.of(1));
        Run run = acting(baselines.sound(order));
        AnsweredFromMemory.in(run).forEach(runner::note);
        AllowedOutcomes ends = new AllowedOutcomes(runner, baselines, deadline);
        ends.learn(order);
        if (!actors.isEmpty() && !BaselineChecks.isEnqueued(run.steps())) {
            List<Turn> jobFirst = new ArrayList<>(List.of(Turn.of(1)));
            jobFirst.addAll(actors);
            ends.learn(jobFirst);
        }
        if (runner.asked() == Workload.Asked.NOTHING_CHANGES) {
            runner.note("a delivery changes nothing, as the test says");
        }
        return new CheckedBaseline(run, ends, List.of(), baselines.unclear());
    }

    private static Run acting(Run run) {
        if (run.interactions(1).isEmpty()) {
            throw new Inconclusive("the job touched nothing that is watched: it has no interaction with any resource. "
                    + "Give it the data source and the addresses of the watched resources");
        }
        return run;
    }
}
