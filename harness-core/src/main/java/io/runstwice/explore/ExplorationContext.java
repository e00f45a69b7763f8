package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.judge.FineTimes;
import io.runstwice.judge.FutureKey;
import io.runstwice.judge.Violation;
import io.runstwice.run.AttemptQuestion;
import io.runstwice.run.Checkpoint;
import io.runstwice.run.Delay;
import io.runstwice.run.Invariant;
import io.runstwice.run.JobTraits;
import io.runstwice.run.Run;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Misuse;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One exploration while it goes on: runs the schedules of the families, has them judged, and keeps the findings. */
final class ExplorationContext {

    /** How finely times ahead are told apart, in parts of the bound. */
    private static final int GRAINS = 6;

    /**
     * Not more coarsely than this: a lease may say by its length how often it was taken. Runs take less, so that the
     * machine's pace tells nothing.
     */
    private static final Duration COARSEST = Duration.ofSeconds(30);

    /** Fewer faults and switches first, then fewer turns, then less time. */
    static final Comparator<Finding> BY_SIZE = Comparator.<Finding>comparingInt(finding ->
                    finding.run().schedule().faults() + finding.run().schedule().preemptions())
            .thenComparingInt(finding -> finding.run().schedule().turns().size())
            .thenComparing(finding -> finding.run().times().passed());

    private final String job;
    private final World world;
    private final RunEnvironment environment;
    private final Runner runner;
    private final AllowedOutcomes ends;
    private final State givenMemory;
    private final Bounds bounds;
    private final Deadline deadline;
    private final Progress progress;
    private final JobTraits shown;
    private final Tally tally = new Tally();
    private final List<Finding> findings = new ArrayList<>();
    private final FineTimes fine = new FineTimes();
    private final FailedActors failedActors = new FailedActors();
    private final Set<Family> violated = EnumSet.noneOf(Family.class);
    private Family now = Family.FIRST_FAULTS;

    /**
     * @param job how progress calls it
     * @param ends how a run may end
     * @param deadline when the guard ends it
     */
    ExplorationContext(
            String job,
            World world,
            RunEnvironment environment,
            Runner runner,
            AllowedOutcomes ends,
            Bounds bounds,
            Deadline deadline) {
        this.job = job;
        this.progress = new Progress(job);
        this.world = world;
        this.environment = environment;
        this.runner = runner;
        this.ends = ends;
        this.givenMemory = runner.root().capture().memory();
        this.bounds = bounds;
        this.deadline = deadline;
        this.shown = environment.shown();
    }

    /**
     * A delivery has shown what none had shown before: it asked what tells deliveries apart, or several of its threads
     * came to the gate. What was left out until then may have been too much. The exploration begins again, and knows it
     * from the start.
     */
    static final class ShownMore extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean steadied;

        private ShownMore(boolean steadied) {
            super(null, null, false, false);
            this.steadied = steadied;
        }

        /**
         * Whether the baselines have to be recorded again too: a run took another path, and a resource took the reason
         * away.
         */
        boolean isSteadied() {
            return steadied;
        }
    }

    /**
     * A run took another path than it should have: begins again if a resource can steady it, and proves nothing
     * otherwise.
     */
    RuntimeException astray(String why) {
        return world.steady() ? new ShownMore(true) : new Inconclusive(why);
    }

    /** Another context of the same job, whose findings are dropped. */
    ExplorationContext aside() {
        return new ExplorationContext(job, world, environment, runner, ends, bounds, deadline);
    }

    Checkpoint root() {
        return runner.root();
    }

    Tally tally() {
        return tally;
    }

    /** The names of the resources. */
    Set<String> watched() {
        return world.resources().keySet();
    }

    /** The findings, the smallest schedule first. */
    List<Finding> findings() {
        return findings.stream().sorted(BY_SIZE).toList();
    }

    /** Tells the same with a shorter schedule; the longer one is not worth remembering. */
    void shorten(Finding finding, Finding shorter) {
        findings.set(findings.indexOf(finding), shorter);
        tally.judged(shorter.run().schedule().toString());
        tally.passes(finding.run().schedule());
    }

    /** Runs one more delivery. */
    Run advance(Checkpoint from, Turn turn) {
        watchTheClock();
        return sound(runner.advance(from, turn));
    }

    /** Runs on to the end, unjudged. */
    Run complete(Checkpoint from) {
        watchTheClock();
        return sound(runner.complete(from));
    }

    /** Runs some turns, and on to the end, unjudged. */
    Run complete(Checkpoint from, List<Turn> turns) {
        watchTheClock();
        return sound(runner.overlap(from, turns, List.of()));
    }

    Run completeAndJudge(Checkpoint from) {
        Run run = complete(from);
        judge(run);
        return run;
    }

    /** Runs an overlap to its end, and judges it. */
    Run overlap(Checkpoint from, List<Turn> turns, List<Turn> afterwards) {
        watchTheClock();
        Run run = sound(runner.overlap(from, turns, afterwards));
        tally.overlaps().ran();
        judge(run);
        return run;
    }

    /** Whether the bound allows one schedule more of overlapping deliveries, and nothing has been found yet. */
    boolean goesOn() {
        return findings.isEmpty() && tally.overlaps().explored() < bounds.schedules();
    }

    /** Some schedules of overlapping deliveries were not run: a violation ended the search, or else the bound did. */
    void leftOut(String unlessUnsafe) {
        tally.lower(findings.isEmpty() ? unlessUnsafe : "stopped at the first violation of deliveries that overlap");
    }

    /** Says something that the certificate has to mention. */
    void note(String fact) {
        environment.note(fact);
    }

    /** Whether something has to hold after every interaction. */
    boolean isWatched() {
        return environment.invariants().stream().anyMatch(Invariant::isAlways);
    }

    boolean wasAsked(AttemptQuestion question) {
        return environment.wasAsked(question);
    }

    Bounds bounds() {
        return bounds;
    }

    /** From now on this family is explored. */
    void begins(Family family) {
        now = family;
        progress.begins(family.title());
    }

    /** Runs a whole schedule once more, also when the time is over. */
    Run repeat(Schedule schedule) {
        deadline.extend();
        return sound(runner.run(schedule));
    }

    /** Runs a whole schedule, unjudged. */
    Run run(Schedule schedule) {
        watchTheClock();
        return sound(runner.run(schedule));
    }

    /** Runs some turns from the first delivery's place, and on until the message is settled, unjudged. */
    Run follow(List<Turn> turns) {
        watchTheClock();
        return sound(runner.overlap(root(), turns, List.of()));
    }

    /** Goes on from where an unsettled run stopped: at once, and at the end of the bound if that is another state. */
    void completeAtOnceAndLate(Run unsettled) {
        Checkpoint start = unsettled.here().orElseThrow();
        completeAndJudge(start);
        if (start.passed().isZero()) {
            Checkpoint late = later(start);
            if (!futureKey(late).equals(futureKey(start))) {
                completeAndJudge(late);
            }
        }
    }

    /** The same place at the end of the bound. */
    Checkpoint later(Checkpoint start) {
        return runner.later(start, bounds.redeliveredWithin());
    }

    /** Equal for two places only if everything that can follow is the same. */
    String futureKey(Checkpoint start) {
        State memory = start.capture().memory();
        ends.keepUpWith(memory);
        FutureKey.Moment moment = new FutureKey.Moment(
                runner.clockAt(start),
                start.begin(),
                start.end(),
                start.passed(),
                grain(),
                List.of(
                        Delay.afterRefusal(bounds.redeliveredWithin()),
                        bounds.redeliveredWithin().multipliedBy(2)));
        return deadline.within(
                        "telling states apart by",
                        memory,
                        () -> FutureKey.of(
                                memory,
                                givenMemory,
                                moment,
                                fine,
                                ends.baseline().tokenKeys()))
                + (ends.baseline().needsTraces() ? ends.baseline().excusesLeft(Traces.of(start.steps())) : "")
                + (environment.wasAsked(AttemptQuestion.NUMBER) ? " attempt " + start.next() : "")
                + (environment.wasAsked(AttemptQuestion.CLOCK) ? " clock +" + start.passed() : "")
                + (environment.wasAsked(AttemptQuestion.REDELIVERED) && start.next() > 1 ? " redelivered" : "");
    }

    private Duration grain() {
        Duration part = Delay.late(bounds.redeliveredWithin()).dividedBy(GRAINS);
        return part.compareTo(COARSEST) < 0 ? part : COARSEST;
    }

    /** Judges the run that has just ended, while the world is still as it left it. */
    void judge(Run run) {
        judged(run);
    }

    /** Judges a run, and returns the violation that was found. */
    Optional<Violation> judged(Run run) {
        tally.judged(run.schedule().toString());
        Optional<Finding> found = found(run);
        found.filter(any -> !isKnown(run)).ifPresent(findings::add);
        found.ifPresent(any -> violated());
        return found.map(Finding::violation);
    }

    private void violated() {
        tally.violated();
        violated.add(now);
    }

    /** Whether a schedule of one of these families has shown a violation. */
    boolean isAnyViolated(Set<Family> families) {
        return violated.stream().anyMatch(families::contains);
    }

    /** The finding of the run that has just ended; not kept. */
    Optional<Finding> found(Run run) {
        return mismatch(run, this::acceptedNow)
                .map(mismatch -> new Finding(run, mismatch.violation(), mismatch.nearest()));
    }

    /** Several states may lead to one schedule. */
    private boolean isKnown(Run run) {
        return findings.stream().anyMatch(finding -> finding.run().schedule().equals(run.schedule()));
    }

    /** How the run that has just ended differs from the baseline and from every accepted outcome. */
    Optional<Violation> verdictOn(Run run) {
        return mismatch(run, this::acceptedNow).map(AllowedOutcomes.Mismatch::violation);
    }

    /** How a run differs from the baseline, other legal states left aside. */
    Optional<Violation> violationOf(Run run) {
        return mismatch(run, Set::of).map(AllowedOutcomes.Mismatch::violation);
    }

    private Optional<AllowedOutcomes.Mismatch> mismatch(Run run, Supplier<Set<String>> accepted) {
        try {
            return ends.mismatch(run, accepted)
                    .or(() -> brokenBy(run).map(broken -> new AllowedOutcomes.Mismatch(broken, List.of())));
        } catch (LearntMore again) {
            throw new ShownMore(true);
        }
    }

    private static Optional<Violation> brokenBy(Run run) {
        return run.broken().isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation(Violation.Kind.BROKEN_INVARIANT, List.of()));
    }

    /** A fault that was to hit a recorded interaction and did not shows that the job does not repeat itself. */
    void mustHaveFired(Run run) {
        if (!run.unfired().isEmpty()) {
            throw astray(
                    "a fault never fired: " + run.unfired().get(0) + " in \"" + run.schedule()
                            + "\". The job took another path than when it was recorded: does it read the clock or random numbers?");
        }
    }

    private Set<String> acceptedNow() {
        Set<String> accepted = new TreeSet<>();
        world.promises().forEach((name, promise) -> {
            Map<String, BooleanSupplier> outcomes = promise.accepted();
            if (outcomes.entrySet().stream().anyMatch(outcome -> holds(name, outcome.getKey(), outcome.getValue()))) {
                accepted.add(name);
            }
        });
        return accepted;
    }

    private static boolean holds(String resource, String outcome, BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (Misuse wrong) {
            throw wrong;
        } catch (RuntimeException failure) {
            throw new Inconclusive(
                    "whether " + resource + " is in the accepted state \"" + outcome + "\" could not be asked: "
                            + failure + ". Let the test's condition answer in every state that the job can leave",
                    failure);
        }
    }

    private Run sound(Run run) {
        if (!environment.shown().equals(shown)) {
            throw new ShownMore(false);
        }
        if (!run.doubts().isEmpty()) {
            throw new Inconclusive(run.doubts().get(0) + " (in \"" + run.schedule() + "\")");
        }
        failedActors.in(run).forEach(this::note);
        return run;
    }

    private void watchTheClock() {
        progress.tell(
                System.nanoTime(),
                tally.explored(),
                now.isBounded() ? bounds.schedules() - tally.overlaps().explored() : -1);
        deadline.check(tally.explored());
    }
}
