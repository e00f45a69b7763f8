package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.judge.Unfit;
import io.runstwice.run.Invariant;
import io.runstwice.run.JobMemory;
import io.runstwice.run.Run;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Misuse;
import io.runstwice.world.ResourceFailure;
import io.runstwice.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Explores one job from the world as it is.
 *
 * <p>Smallest schedules first: the baseline, then one fault at each place where one can be, then more. After the first
 * violation it goes on, so that the whole set is known. The world is put back before a result is given.
 */
public final class Exploration {

    private final String job;
    private final World world;
    private final RunEnvironment environment;
    private final Bounds bounds;
    private final JobMemory memory;
    private final Runner runner;
    private Optional<Run> baseline = Optional.empty();
    private Optional<AllowedOutcomes> ends = Optional.empty();
    private Optional<Part> replayed = Optional.empty();
    private ClockLessons.Reading reading = ClockLessons.Reading.AS_NOW;
    private Set<String> unclear = Set.of();
    private boolean broken;

    /**
     * @param job how reports call it
     * @param world open, and as the first delivery is to find it
     */
    public Exploration(String job, World world, RunEnvironment environment, Workload workload, Bounds bounds) {
        this.job = job;
        this.world = world;
        this.environment = environment;
        this.bounds = bounds;
        this.memory = workload.memory();
        this.runner = new Runner(environment, world, workload, bounds.deliveryWithin(), bounds.redeliveredWithin());
    }

    /**
     * The nodes of a test tree for a job with this baseline, within these bounds.
     *
     * @param linked the names of the resources that a worker can be cut off from
     */
    public static List<Part> parts(Run baseline, Bounds bounds, Set<String> linked) {
        return FamilyNodes.of(new Scope(baseline, bounds, linked));
    }

    /** Explores one part. */
    public Findings explore(Part part) {
        return explore(part, List.of());
    }

    /** Explores one part, after what failed before: if any of that fails again, that is all. */
    public Findings explore(Part part, List<Schedule> failedBefore) {
        return investigate(part, context -> {
            if (!new FailedBefore(context, runner.actors(), world.linked()).anyFails(failedBefore)) {
                explore(part, context);
            }
        });
    }

    private void explore(Part part, ExplorationContext context) {
        Scope scope = new Scope(baseline.orElseThrow(), bounds, world.linked());
        if (part instanceof Part.Single single) {
            new CrashClosure(context, scope).single(single.fault());
        } else {
            new Levels(context, new Explorers(context, runner, scope, part).all()).explore();
        }
        if (part instanceof Part.Whole
                && scope.isOneMessage()
                && bounds.burst() > 0
                && context.findings().isEmpty()) {
            new UncontrolledBurst(context, runner).explore();
        }
    }

    /** Runs one schedule; one that has no turns yet is bound to the job before. */
    public Findings replay(Schedule schedule) {
        mustBeWatched(schedule);
        mustHaveProcesses(schedule);
        new ScheduleFit(schedule).mustKnow(runner.actors());
        return investigate(new Part.Replay(schedule), context -> {
            Schedule bound = schedule.isBound()
                    ? schedule
                    : new ScheduleDecoder(context, world.linked()).bind(schedule.choices());
            replayed = Optional.of(new Part.Replay(bound));
            Run run = context.run(bound);
            new ScheduleFit(bound).mustHaveHappenedIn(run);
            context.judge(run);
        });
    }

    /** Runs every schedule of a description, the smallest first. */
    public Trials explore(DescribedSchedules described) {
        if (runner.messages().size() > 1) {
            throw new Misuse(described.title() + " speaks of one message, but " + job
                    + " is a history of several. Describe a job: RunsTwice.job(…)");
        }
        List<Trial> trials = new ArrayList<>();
        Findings findings = investigate(new Part.Described(described.title()), context -> {
            trials.clear();
            trials.addAll(Trials.of(described, context));
        });
        return new Trials(findings, trials);
    }

    private void mustHaveProcesses(Schedule schedule) {
        boolean shutsDown = schedule.turns().stream()
                .flatMap(turn -> turn.faults().stream())
                .anyMatch(Fault.Shutdown.class::isInstance);
        if (shutsDown && memory != JobMemory.NONE) {
            throw processless();
        }
    }

    private static Misuse processless() {
        return new Misuse("a shutdown ends a process, but deliveries have none of their own here."
                + " Use the tier PROCESS, or leave out Bounds.withShutdowns()");
    }

    private void mustBeWatched(Schedule schedule) {
        schedule.turns().stream()
                .flatMap(turn -> turn.faults().stream())
                .filter(Fault.Partition.class::isInstance)
                .flatMap(fault -> ((Fault.Partition) fault).resources().stream())
                .filter(name -> !world.resources().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Misuse("the schedule \"" + schedule + "\" cuts a worker off from " + name
                            + ", which is not watched. Watched are "
                            + String.join(", ", world.resources().keySet()));
                });
    }

    /** A link that nothing flows through would prove nothing. */
    private void mustFlow(Run once) {
        for (String name : world.linked()) {
            if (once.interactions(1).stream()
                    .noneMatch(step -> step.point().resource().equals(name))) {
                throw new Misuse("nothing flows through the link of " + name + ": one plain delivery of " + job
                        + " did not touch it. Give the job what " + name + " offers, or leave through(link) out");
            }
        }
    }

    /** The smallest counterexample has to show itself once more when its schedule is run from the beginning. */
    private static void confirm(ExplorationContext context) {
        if (context.findings().isEmpty()) {
            return;
        }
        Finding smallest = context.findings().get(0);
        Run again = context.repeat(smallest.run().schedule());
        UnrepeatedViolation repeat = new UnrepeatedViolation(smallest, again, context.verdictOn(again));
        if (!repeat.isTheSame()) {
            throw repeat.reason();
        }
    }

    /** Shortens the smallest counterexample. Schedules that a test names are shown as they are. */
    private static void shorten(ExplorationContext context, Part part) {
        if (context.findings().isEmpty() || part instanceof Part.Replay || part instanceof Part.Described) {
            return;
        }
        Finding smallest = context.findings().get(0);
        Finding shortest = new ShortestStory(context).of(smallest);
        if (shortest != smallest) {
            context.shorten(smallest, shortest);
        }
    }

    private Findings investigate(Part part, Consumer<ExplorationContext> families) {
        if (bounds.shutdowns() && memory != JobMemory.NONE) {
            throw processless();
        }
        Findings found;
        try {
            found = investigated(part, families);
        } catch (RuntimeException | Error thrown) {
            putBack().ifPresent(thrown::addSuppressed);
            throw thrown;
        }
        return putBack().map(failure -> cutShort(found, failure)).orElse(found);
    }

    /**
     * Tells the findings that are known already before the failure: a world that is broken cannot be put back either.
     */
    private Findings cutShort(Findings found, RuntimeException failure) {
        return found.inconclusive().isPresent()
                ? found
                : findings(found.part(), List.of(), Optional.of(failure), found.tally());
    }

    /** Why the world could not be put back; empty if it was. */
    private Optional<RuntimeException> putBack() {
        try {
            runner.restore();
            return Optional.empty();
        } catch (ResourceFailure failure) {
            broken = true;
            return Optional.of(failure);
        }
    }

    /** Whether a resource refused a request, so that the world may not be in its former state. */
    public boolean isBroken() {
        return broken;
    }

    /** Where it is not clear whether a time goes with the clock, the verdict has to be the same either way. */
    private Findings investigated(Part part, Consumer<ExplorationContext> families) {
        reading = ClockLessons.Reading.AS_NOW;
        unclear = Set.of();
        Findings asNow = investigatedOnce(part, families);
        Set<String> mixed = asNow.inconclusive().isPresent() ? Set.of() : world.ofTwoClocks();
        if (asNow.inconclusive().isPresent() || unclear.isEmpty() && mixed.isEmpty()) {
            return asNow;
        }
        reading = ClockLessons.Reading.AS_FIXED;
        Findings asFixed = investigatedOnce(part, families);
        return asNow.isSafe() == asFixed.isSafe() && asNow.isUnsafe() == asFixed.isUnsafe()
                ? asNow
                : findings(
                        part,
                        List.of(),
                        Optional.of(new Inconclusive(mixed.isEmpty() ? undecided(unclear) : mixedClocks(mixed))),
                        asNow.tally());
    }

    private static String mixedClocks(Set<String> columns) {
        return "mixed clocks: whether this job is safe depends on the age of " + String.join(", ", columns)
                + ", which is written with one clock and looked at with another: delivery.clock() moves when a schedule lets"
                + " time pass, the machine's clock does not. Write and look at it with the same one";
    }

    private static String undecided(Set<String> columns) {
        String names = columns.stream()
                .map(column -> "\"" + column.substring(column.indexOf(' ') + 1) + "\"")
                .collect(Collectors.joining(", "));
        return "whether this job is safe depends on whether " + names + " goes with the machine's clock: every"
                + " baseline wrote the same time near now there, which may be now, cut to a whole minute or day, or a time of the"
                + " message. Say that it is now with Database.ages(" + names
                + "), or that it is not with Database.fixed("
                + names + ")";
    }

    private Findings investigatedOnce(Part part, Consumer<ExplorationContext> families) {
        Deadline deadline = Deadline.in(bounds.guard());
        Tally tally = new Tally();
        try {
            CheckedBaseline passed = recorded(deadline);
            while (true) {
                ExplorationContext context =
                        new ExplorationContext(job, world, environment, runner, passed.ends(), bounds, deadline);
                tally = context.tally();
                tally.judged(passed.run().schedule().toString());
                if (!passed.taken().isEmpty()) {
                    tally.lower("stopped at a message that was taken for another one");
                    return findings(part, passed.taken(), Optional.empty(), tally);
                }
                Optional<ExplorationContext.ShownMore> begin = investigated(context, part, families);
                if (begin.isEmpty()) {
                    return findings(part, context.findings(), Optional.empty(), tally);
                }
                passed = begin.get().isSteadied() ? recorded(deadline) : passed;
            }
        } catch (BaselineRuns.BrokenWithoutFault broken) {
            tally.judged(broken.finding().run().schedule().toString());
            tally.lower("one delivery without any fault breaks what has to hold");
            return findings(part, List.of(broken.finding()), Optional.empty(), tally);
        } catch (Inconclusive | Unfit | Runner.Strayed inconclusive) {
            return findings(part, List.of(), Optional.of(inconclusive), tally);
        } catch (ResourceFailure failure) {
            broken = true;
            return findings(part, List.of(), Optional.of(failure), tally);
        } catch (Misuse wrong) {
            throw wrong;
        } catch (RuntimeException | StackOverflowError failure) {
            if (Runner.isVerdictOfItsOwn(failure)) {
                throw failure;
            }
            return findings(part, List.of(), Optional.of(defect(failure)), tally);
        }
    }

    private static Inconclusive defect(Throwable failure) {
        return new Inconclusive(
                "the harness failed: " + failure
                        + (Thread.currentThread().isInterrupted()
                                ? ""
                                : ". This is a defect of the harness, please report it with its cause"),
                failure);
    }

    private CheckedBaseline recorded(Deadline deadline) {
        CheckedBaseline passed = new DeterminismCheck(runner, world)
                .reading(reading)
                .until(deadline)
                .pass();
        unclear = passed.unclear();
        environment.knowsTheBaseline();
        baseline = Optional.of(passed.run());
        mustFlow(passed.run());
        ends = Optional.of(passed.ends());
        return passed;
    }

    /**
     * Why it has to begin again, if it did not come to its end. There is little to be shown, so that happens a few
     * times at most.
     */
    private static Optional<ExplorationContext.ShownMore> investigated(
            ExplorationContext context, Part part, Consumer<ExplorationContext> families) {
        try {
            investigate(context, part, families);
            return Optional.empty();
        } catch (ExplorationContext.ShownMore begin) {
            return Optional.of(begin);
        }
    }

    /**
     * A failure that cuts an exploration short does not undo a violation that was found before, if it shows itself once
     * more.
     */
    private static void investigate(ExplorationContext context, Part part, Consumer<ExplorationContext> families) {
        try {
            families.accept(context);
        } catch (Inconclusive | Unfit | Runner.Strayed | ResourceFailure cut) {
            if (context.findings().isEmpty()) {
                throw cut;
            }
            context.tally().lower(cut.getMessage());
        }
        confirm(context);
        shorten(context, part);
    }

    private Findings findings(Part part, List<Finding> found, Optional<RuntimeException> cut, Tally tally) {
        return new Findings(
                job,
                replayed.orElse(part),
                baseline,
                ends.map(AllowedOutcomes::baseline),
                found,
                cut.map(Throwable::getMessage),
                cut.map(Throwable::getCause),
                UnrepeatedViolation.of(cut),
                tally,
                bounds,
                memory,
                environment.notes(),
                world.remarks(),
                environment.invariants().stream().map(Invariant::what).toList(),
                world.keyless(),
                world.linked());
    }
}
