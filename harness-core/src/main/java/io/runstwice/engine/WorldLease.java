package io.runstwice.engine;

import io.runstwice.Actor;
import io.runstwice.Bounds;
import io.runstwice.Counterexample;
import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.Job;
import io.runstwice.Reproduction;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.explore.Exploration;
import io.runstwice.explore.Findings;
import io.runstwice.explore.Part;
import io.runstwice.fork.Forks;
import io.runstwice.incident.IncidentReport;
import io.runstwice.incident.Reenactment;
import io.runstwice.run.Invariant;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Work;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.WorkerName;
import io.runstwice.tier.DeliveredWork;
import io.runstwice.tier.ForkedJob;
import io.runstwice.tier.ForkedWork;
import io.runstwice.world.Misuse;
import io.runstwice.world.Removal;
import io.runstwice.world.Resource;
import io.runstwice.world.ResourceFailure;
import io.runstwice.world.World;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A world that the harness has taken possession of: no other exploration uses it until this lease is closed.
 *
 * <p>For frameworks that run set-up code of their own between {@link #of} and {@link #explore}, as JUnit does with
 * {@code @BeforeEach}. All other code uses {@link RunsTwice}. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WorldLease implements AutoCloseable {

    private final World world;
    private final World.Capture found;
    private final RunEnvironment environment = new RunEnvironment();
    private final Map<WorkerName, Work> actors = new LinkedHashMap<>();
    private @Nullable Forks forks;
    private @Nullable Path memory;
    private Workload.Asked asked = Workload.Asked.SOMETHING_CHANGES;
    private boolean broken;

    private WorldLease(World world) {
        this.world = world;
        world.open(environment::gate);
        this.found = captured(world);
    }

    private static World.Capture captured(World world) {
        try {
            return beforehand(world::capture);
        } catch (RuntimeException | Error failure) {
            world.close();
            throw failure;
        }
    }

    /** Turns a failure before the first delivery into misuse: no job can have broken the resource yet. */
    private static <T> T beforehand(Supplier<T> action) {
        try {
            return action.get();
        } catch (ResourceFailure failure) {
            throw new Misuse(String.valueOf(failure.getMessage()), failure.getCause());
        }
    }

    /**
     * Opens every resource, checks that it may be written to, and remembers its state.
     *
     * @throws Misuse if there is no resource, or one refuses; nothing has been changed then
     */
    public static WorldLease of(Map<String, Resource> resources) {
        if (resources.isEmpty()) {
            throw new Misuse("there is no resource to watch, so nothing could be checked. "
                    + "Name the database or service that the job changes: watching(db, gateway)");
        }
        return new WorldLease(new World(resources));
    }

    /**
     * Sets the directory that keeps failed schedules; they are tried first from now on. By default none are
     * kept.
     */
    public void remembers(Path directory) {
        memory = directory;
    }

    /** The job is to change nothing from now on. */
    public void changesNothing() {
        asked = Workload.Asked.NOTHING_CHANGES;
    }

    /** Sets the invariants that have to hold in every run from now on. */
    @SuppressWarnings("exports")
    public void holds(List<Invariant> invariants) {
        environment.holds(invariants);
    }

    /** Sets the actors beside the job in the explorations from now on. */
    public void alongside(Map<String, Actor> others) {
        others.forEach((name, actor) -> actors.put(
                WorkerName.actor(name),
                attempt -> actor.act(new Actor.Beside() {
                    @Override
                    public void enqueue() {
                        attempt.enqueue();
                    }

                    @Override
                    public Clock clock() {
                        return attempt.clock();
                    }
                })));
    }

    /** Explores one part from the world as it is now; puts the world back to that before it returns. */
    @SuppressWarnings("exports") // for the JUnit module, which sees that room
    public Verdict explore(String name, Job job, Bounds bounds, Part part) {
        Path directory = memory;
        if (directory == null) {
            return investigate(name, job, bounds, exploration -> exploration.explore(part));
        }
        RememberedSchedules remembered = new RememberedSchedules(directory, name);
        boolean comesFirst = part instanceof Part.Whole || part instanceof Part.Determinism;
        List<Schedule> before = comesFirst ? remembered.schedules() : List.of();
        Verdict verdict = investigate(name, job, bounds, exploration -> exploration.explore(part, before));
        remembered.passed(verdict.findings().tally().passing());
        verdict.counterexamples().stream()
                .limit(1)
                .map(Counterexample::schedule)
                .forEach(remembered::failed);
        return verdict;
    }

    /** Runs one schedule from the world as it is now; puts the world back to that before it returns. */
    public Verdict replay(String name, Job job, Bounds bounds, Schedule schedule) {
        return investigate(name, job, bounds, exploration -> exploration.replay(schedule));
    }

    /**
     * Runs every schedule that fits an incident report. Puts the world back to its present state before it returns.
     */
    public Reproduction reproduce(String name, Job job, Bounds bounds, IncidentReport report) {
        Reenactment reenactment = new Reenactment(report);
        return new Reproduction(
                report, reenactment, ask(name, job, bounds, exploration -> exploration.explore(reenactment)));
    }

    /**
     * Takes a guard of the job away, explores from the world as it is now, and puts the guard and the world back before
     * it returns. Schedules that fail without it are not remembered.
     *
     * @throws Misuse if there is no such guard; nothing has been changed then
     */
    public GuardVerdict without(String name, Job job, Bounds bounds, Guard guard) {
        return new GuardTrial(
                        name,
                        guard,
                        (as, question) -> investigate(as, job, bounds, question),
                        !(job instanceof HistoryJob))
                .of(removal(job, guard));
    }

    /** Makes sure that a guard is there, before anything is made ready. */
    public void mustHave(Job job, Guard guard) {
        removal(job, guard).close();
    }

    /** A slip of the pen must not pass for a guard that was removed. */
    private void mustBeWatched(Guard guard) {
        if (!world.resources().containsKey(guard.resource())) {
            throw new Misuse("the guard \"" + guard + "\" is in a resource called \"" + guard.resource()
                    + "\", but the watched ones are " + world.resources().keySet() + ". Correct the name");
        }
    }

    private Removal removal(Job job, Guard guard) {
        mustBeWatched(guard);
        Removal removal = beforehand(() -> world.removal(guard.resource(), guard.safeguard()));
        if (job instanceof ForkedJob && !removal.reachesProcesses()) {
            removal.close();
            throw new Misuse(
                    "the guard \"" + guard + "\" cannot be taken from deliveries that have processes of their own."
                            + " Use the tier THREAD or CLASSLOADER to see whether it is needed");
        }
        return removal;
    }

    private Verdict investigate(String name, Job job, Bounds bounds, Function<Exploration, Findings> question) {
        Findings findings = ask(name, job, bounds, question);
        return new Verdict(bounds.complete() ? findings.ifComplete() : findings);
    }

    private <T> T ask(String name, Job job, Bounds bounds, Function<Exploration, T> question) {
        environment.begin();
        Workload workload = workload(job);
        ExitNotice lastWords = ExitNotice.of(name, environment);
        try (lastWords) {
            Exploration exploration = beforehand(() -> new Exploration(name, world, environment, workload, bounds));
            T answer = question.apply(exploration);
            broken |= exploration.isBroken();
            return answer;
        }
    }

    private Workload workload(Job job) {
        if (!(job instanceof HistoryJob history)) {
            return new Workload(List.of(new Workload.Message("", work(job))), actors, asked);
        }
        List<Workload.Message> messages = new ArrayList<>();
        history.jobs()
                .forEach(each ->
                        messages.add(new Workload.Message(history.names().get(messages.size()), work(each))));
        return new Workload(
                messages,
                actors,
                history.eachTakesEffect() ? Workload.Asked.EACH_CHANGES_SOMETHING : Workload.Asked.SOMETHING_CHANGES);
    }

    private Work work(Job job) {
        return job instanceof ForkedJob forked
                ? new ForkedWork(forked, forks())
                : DeliveredWork.of(job, world.resources(), environment);
    }

    /** Kept as long as the world is, since a JVM takes its time to begin. */
    private Forks forks() {
        Forks known = forks;
        if (known == null) {
            known = new Forks(world, environment::gate);
            forks = known;
        }
        return known;
    }

    /** Puts the world back to its state at the moment when it was occupied. */
    public void restore() {
        world.restore(found);
    }

    private void leave() {
        Forks warm = forks;
        if (warm != null) {
            warm.close();
        }
        world.close();
    }

    /**
     * Restores and leaves the world. That it cannot be restored was said by the verdict if an exploration had that
     * trouble.
     */
    @Override
    public void close() {
        try {
            restore();
        } catch (ResourceFailure failure) {
            if (!broken) {
                throw failure;
            }
        } finally {
            leave();
        }
    }
}
