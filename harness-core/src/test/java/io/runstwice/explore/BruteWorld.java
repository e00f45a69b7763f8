package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.run.Work;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Resource;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database and an HTTP service on which generated work is explored, and run by brute force. */
final class BruteWorld implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(BruteWorld.class.getName());

    private final Database database;
    private final HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(50));
    private final RunEnvironment environment = new RunEnvironment();
    private final World world;

    /**
     * What is explored.
     *
     * @param name how a failed comparison calls it
     * @param messages how many
     */
    record Case(String name, long seed, GeneratedWork job, int messages, List<GeneratedWork> actors, Bounds bounds) {

        /** Equal for cases that are the same but for the seed. */
        Case withoutSeed() {
            return new Case("", 0, job, messages, actors, bounds);
        }
    }

    /**
     * What both came to.
     *
     * @param kinds of violation that brute force has seen
     * @param beyond whether only the exploration found something, by a schedule outside of what brute force runs
     */
    record Comparison(
            Set<Violation.Kind> kinds,
            boolean unsafe,
            boolean beyond,
            int brute,
            int explored,
            List<String> disagreements) {}

    BruteWorld(DataSource source) {
        database = Database.watching(source).notComparing(WorkDelivery.GUARDS.toArray(String[]::new));
        Map<String, Resource> resources = new LinkedHashMap<>();
        resources.put("db", database);
        resources.put("gateway", gateway);
        world = new World(resources);
        world.open(environment::gate);
        WorkDelivery.GIVEN.forEach(database::execute);
    }

    @Override
    public void close() {
        WorkDelivery.CLEARED.forEach(database::execute);
        world.close();
    }

    /**
     * Explores, and runs by brute force; both have to come to the same verdict. Empty for work that cannot be judged.
     *
     * @param family runs every schedule of the bound
     */
    Optional<Comparison> compare(Case what, Consumer<BruteForce> family) {
        Workload workload = workload(what);
        environment.begin();
        Runner runner = new Runner(
                environment,
                world,
                workload,
                what.bounds().deliveryWithin(),
                what.bounds().redeliveredWithin());
        Optional<BruteForce> forced = forced(what, family, runner);
        if (forced.isEmpty()) {
            runner.restore();
            return Optional.empty();
        }
        BruteForce brute = forced.get();
        runner.restore();
        environment.begin();
        Findings found = new Exploration("job", world, environment, workload, what.bounds()).explore(new Part.Whole());
        found.inconclusive().ifPresent(why -> brute.disagree("inconclusive: " + why));
        Comparison comparison = compared(what, brute, found);
        runner.restore();
        LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", what, comparison);
        return Optional.of(comparison);
    }

    private Optional<BruteForce> forced(Case what, Consumer<BruteForce> family, Runner runner) {
        while (true) {
            try {
                CheckedBaseline baseline = new DeterminismCheck(runner, world).pass();
                ExplorationContext context = new ExplorationContext(
                        "job",
                        world,
                        environment,
                        runner,
                        baseline.ends(),
                        what.bounds(),
                        Deadline.in(what.bounds().guard()));
                BruteForce brute = new BruteForce(what.toString(), runner, context);
                runs(family, brute);
                return Optional.of(brute);
            } catch (ExplorationContext.ShownMore again) {
                // a run has shown what the baselines had not
            } catch (Inconclusive | io.runstwice.judge.Unfit | Runner.Strayed unfit) {
                LOG.log(System.Logger.Level.INFO, what.name() + " is left out: " + unfit.getMessage());
                return Optional.empty();
            }
        }
    }

    private static void runs(Consumer<BruteForce> family, BruteForce brute) {
        try {
            family.accept(brute);
        } catch (BruteForce.Enough enough) {
            // the verdict is known
        } finally {
            brute.goesOn();
        }
    }

    /** Whatever the exploration says is run once more by brute force, and judged by its oracle. */
    private Comparison compared(Case what, BruteForce brute, Findings found) {
        Set<Violation.Kind> kinds = EnumSet.noneOf(Violation.Kind.class);
        kinds.addAll(brute.kinds().keySet());
        Set<Violation.Kind> foundKinds = EnumSet.noneOf(Violation.Kind.class);
        int runs = brute.runs();
        for (Finding finding : found.findings()) {
            foundKinds.add(finding.violation().kind());
            Schedule schedule = finding.run().schedule();
            brute.run(schedule.turns());
            if (!brute.kinds().containsKey(finding.violation().kind())) {
                brute.disagree("false alarm, " + finding.violation().kind() + " by \"" + schedule + "\"");
            }
        }
        if (!kinds.isEmpty() && !found.isUnsafe()) {
            brute.disagree("missed " + brute.kinds());
        }
        if (!foundKinds.containsAll(promised(what, brute))) {
            brute.disagree("found only " + foundKinds + " where brute force finds " + brute.kinds());
        }
        return new Comparison(
                kinds,
                found.isUnsafe(),
                found.isUnsafe() && kinds.isEmpty(),
                runs,
                found.tally().explored(),
                brute.disagreements());
    }

    /** Histories, and single faults of one delivery at a time, are explored in full whatever was found before. */
    private static Set<Violation.Kind> promised(Case what, BruteForce brute) {
        Set<Violation.Kind> promised = EnumSet.noneOf(Violation.Kind.class);
        brute.kinds().forEach((kind, schedule) -> {
            boolean first = schedule.faults() == 1 && what.actors().isEmpty() && schedule.preemptions() == 0;
            if (what.messages() > 1 || first) {
                promised.add(kind);
            }
        });
        return promised;
    }

    private Workload workload(Case what) {
        Map<WorkerName, Work> actors = new LinkedHashMap<>();
        for (GeneratedWork actor : what.actors()) {
            actors.put(
                    WorkerName.actor(List.of("clerk", "porter").get(actors.size())),
                    attempt -> actor.perform(database.dataSource(), gateway.uri(), 1));
        }
        if (what.messages() == 1) {
            return new Workload(attempt -> what.job().perform(database.dataSource(), gateway.uri(), 1), actors);
        }
        List<Workload.Message> messages = new ArrayList<>();
        for (int i = 1; i <= what.messages(); i++) {
            int message = i;
            messages.add(new Workload.Message(
                    "m" + message, attempt -> what.job().perform(database.dataSource(), gateway.uri(), message)));
        }
        return new Workload(messages, actors, Workload.Asked.SOMETHING_CHANGES);
    }
}
