package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs schedules from the beginning, one after the other: no state is merged, no place left out and no order taken for
 * another one. What each came to is told by {@link SerialOracle}, and the judge has to say the same.
 */
final class BruteForce {

    final Duration late;
    final List<WorkerName> actors;
    final int messages;
    private final String job;
    private final Runner runner;
    private final ExplorationContext context;
    private final SerialOracle oracle;
    private final Map<Violation.Kind, Schedule> kinds = new EnumMap<>(Violation.Kind.class);
    private final Set<Schedule> judged = new HashSet<>();
    private final List<String> disagreements = new ArrayList<>();
    private int undecided;
    private boolean stops;

    BruteForce(String job, Runner runner, ExplorationContext context) {
        this.job = job;
        this.runner = runner;
        this.context = context;
        this.oracle = new SerialOracle(runner);
        this.late = context.bounds().redeliveredWithin();
        this.actors = runner.actors();
        this.messages = runner.messages().size();
    }

    /** The kinds of violation that were seen, each with the first schedule that showed it. */
    Map<Violation.Kind, Schedule> kinds() {
        return kinds;
    }

    void disagree(String how) {
        disagreements.add(job + ": " + how);
    }

    List<String> disagreements() {
        return disagreements;
    }

    Bounds bounds() {
        return context.bounds();
    }

    /** How many different schedules were run. */
    int runs() {
        return judged.size();
    }

    /** How many of them nothing could be said of, since no serial order of what took place succeeds. */
    int undecided() {
        return undecided;
    }

    /** From now on one violation is enough. */
    void stopsAtTheFirst() {
        stops = true;
        mustGoOn();
    }

    /** The same again, for what is run to confirm something. */
    void goesOn() {
        stops = false;
    }

    private void mustGoOn() {
        if (stops && !kinds.isEmpty()) {
            throw new Enough();
        }
    }

    /** One violation was enough. */
    static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    /** Runs these turns, and on until everything is settled, and judges that. Empty if not all of it can happen. */
    Optional<Run> run(List<Turn> turns) {
        Run run = runner.run(new Schedule(turns));
        if (!run.doubts().isEmpty()) {
            throw new Inconclusive(run.doubts().get(0));
        }
        if (!run.unfired().isEmpty() || !happened(turns, run)) {
            return Optional.empty();
        }
        if (judged.add(run.schedule())) {
            judge(run);
            mustGoOn();
        }
        return Optional.of(run);
    }

    /** Whether these turns can happen, and end well; it is not counted if they do not. */
    boolean bears(List<Turn> turns) {
        Run run = runner.run(new Schedule(turns));
        return run.unfired().isEmpty()
                && happened(turns, run)
                && oracle.isRight(run).orElse(false);
    }

    private static Schedule smaller(Schedule one, Schedule other) {
        return size(other) < size(one) ? other : one;
    }

    private static int size(Schedule schedule) {
        return schedule.faults() + schedule.preemptions();
    }

    private static boolean happened(List<Turn> turns, Run run) {
        List<Turn> done = run.schedule().turns();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (i >= done.size()
                    || !done.get(i).worker().equals(turn.worker())
                    || done.get(i).source() != turn.source()
                    || !done.get(i).later().equals(turn.later())
                    || turn.message() > 0 && done.get(i).message() != turn.message()) {
                return false;
            }
        }
        return true;
    }

    private void judge(Run run) {
        Optional<Finding> found = context.found(run);
        Optional<Boolean> right = oracle.isRight(run);
        if (right.isEmpty()) {
            undecided++;
            return;
        }
        if (found.isEmpty() != right.get()) {
            disagree("the judge finds " + found.map(Finding::violation) + " in \"" + run.schedule()
                    + "\", which ends as " + SerialOracle.words(run));
        }
        found.ifPresent(finding -> kinds.merge(finding.violation().kind(), run.schedule(), BruteForce::smaller));
    }

    /** Whether these turns are all that it takes. */
    static boolean settles(Run run, List<Turn> turns) {
        return run.settled() && run.schedule().turns().size() <= turns.size();
    }

    /** What a worker does in the last one of these turns, of which nothing stops it. */
    static List<Step.Passed> lastTurn(Run run, WorkerName worker) {
        List<Step.Passed> trace = new ArrayList<>();
        for (Step step : run.steps()) {
            if (step.worker().equals(worker)) {
                if (step instanceof Step.Began || step instanceof Step.Paused) {
                    trace.clear();
                } else if (step instanceof Step.Passed passed) {
                    trace.add(passed);
                }
            }
        }
        return trace;
    }

    static boolean waits(Run run) {
        return run.steps().stream().anyMatch(Step.Waits.class::isInstance);
    }

    /**
     * Everything that can go wrong once: the acknowledgement, a death before and after each interaction, each message.
     */
    static List<Fault> faults(List<Step.Passed> trace) {
        List<Fault> faults = new ArrayList<>(List.of(new Fault.AcknowledgementLost()));
        trace.forEach(step -> faults.add(new Fault.Crash(false, step.point())));
        trace.forEach(step -> faults.add(new Fault.Crash(true, step.point())));
        faults.addAll(losses(trace));
        return faults;
    }

    static List<Fault.Lost> losses(List<Step.Passed> trace) {
        List<Fault.Lost> losses = new ArrayList<>();
        for (Step.Passed step : trace) {
            for (Loss loss : List.of(Loss.REQUEST, Loss.REPLY)) {
                if (step.interaction().losses().contains(loss)) {
                    losses.add(new Fault.Lost(loss, step.point()));
                }
            }
        }
        return losses;
    }

    static Fault pause(Point point) {
        return new Fault.Pause(false, point);
    }

    static Turn turn(WorkerName worker, Duration later, Fault... faults) {
        return new Turn(worker, Source.MESSAGE, later, List.of(faults));
    }

    static List<Turn> then(List<Turn> turns, Turn... more) {
        List<Turn> all = new ArrayList<>(turns);
        all.addAll(List.of(more));
        return all;
    }

    static WorkerName next(List<Turn> turns) {
        return WorkerName.delivery(turns.stream().mapToInt(Turn::delivery).max().orElse(0) + 1);
    }
}
