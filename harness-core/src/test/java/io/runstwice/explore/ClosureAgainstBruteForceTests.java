package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.run.Step;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Loss;
import io.runstwice.world.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The closure merges states and classes of points; brute force runs every schedule of up to three deliveries with a
 * fault, before and after every interaction, and with each message lost. Both have to find the same.
 */
@Tag("exhaustive")
class ClosureAgainstBruteForceTests {

    private static final Bounds BOUNDS = Bounds.standard().preemptions(0);

    @Test
    void sample_findsTheSame() {
        assertThat(compare(LongStream.range(0, 8), 2, 2)).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    @Tag("proof")
    void fiveHundredJobs_findTheSame() {
        List<Comparison> all = compare(LongStream.range(0, 700), 2, 3);

        long unsafe = all.stream().filter(one -> !one.brute.isEmpty()).count();
        System.Logger log = System.getLogger(ClosureAgainstBruteForceTests.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "closure against brute force: {0} jobs compared, {1} unsafe, {2} safe; runs: {3} by closure, {4} by brute force",
                all.size(),
                unsafe,
                all.size() - unsafe,
                all.stream().mapToLong(Comparison::closureRuns).sum(),
                all.stream().mapToLong(Comparison::bruteRuns).sum());
        assertThat(all).hasSizeGreaterThanOrEqualTo(500);
    }

    private record Comparison(Set<Violation.Kind> brute, long closureRuns, long bruteRuns) {}

    /**
     * Jobs whose baseline cannot be judged (it fails by itself, or changes nothing) say nothing here and are left out.
     */
    private static List<Comparison> compare(LongStream seeds, int longest, int crashes) {
        List<Comparison> comparisons = new ArrayList<>();
        Database database = Database.watching(Postgres.database("brute_force", GeneratedJob.SCHEMA));
        HttpService gateway = HttpService.stripeLike();
        Map<String, io.runstwice.world.Resource> resources = new LinkedHashMap<>();
        resources.put("db", database);
        resources.put("gateway", gateway);
        World world = new World(resources);
        RunEnvironment environment = new RunEnvironment();
        world.open(environment::gate);
        try {
            database.execute(GeneratedJob.GIVEN);
            seeds.forEach(seed -> compare(
                    new GeneratedJob(seed, longest), crashes, world, environment, database, gateway, comparisons));
        } finally {
            database.execute("delete from orders");
            world.close();
        }
        return comparisons;
    }

    private static void compare(
            GeneratedJob job,
            int crashes,
            World world,
            RunEnvironment environment,
            Database database,
            HttpService gateway,
            List<Comparison> comparisons) {
        environment.begin();
        Runner runner = new Runner(
                environment,
                world,
                Workload.of(attempt -> job.perform(database.dataSource(), gateway.uri())),
                BOUNDS.deliveryWithin(),
                BOUNDS.redeliveredWithin());
        CheckedBaseline baseline;
        try {
            baseline = new DeterminismCheck(runner, world).pass();
        } catch (Inconclusive unfit) {
            runner.restore();
            return;
        }
        ExplorationContext byClosure = inquiry(world, environment, runner, baseline);
        CrashClosure closure = new CrashClosure(byClosure, new Scope(baseline.run(), BOUNDS, Set.of()));
        FamilyNodes.firstFaults(baseline.run()).forEach(closure::single);
        closure.larger();
        closure.loseMessages();
        Brute brute = new Brute(inquiry(world, environment, runner, baseline), crashes);
        brute.from(runner.root(), baseline.run(), 0);
        runner.restore();

        Set<Violation.Kind> found = EnumSet.noneOf(Violation.Kind.class);
        byClosure.findings().forEach(finding -> found.add(finding.violation().kind()));
        assertThat(found).as(job.toString()).isEqualTo(brute.kinds);
        comparisons.add(new Comparison(brute.kinds, byClosure.tally().explored(), brute.runs));
    }

    private static ExplorationContext inquiry(
            World world, RunEnvironment environment, Runner runner, CheckedBaseline baseline) {
        return new ExplorationContext(
                "job", world, environment, runner, baseline.ends(), BOUNDS, Deadline.in(BOUNDS.guard()));
    }

    /**
     * Every crash at every point, and each message lost, alone, before a crash and with all that follow; nothing
     * merged.
     */
    private static final class Brute {

        private final ExplorationContext context;
        private final Set<Violation.Kind> kinds = EnumSet.noneOf(Violation.Kind.class);
        private final int most;
        private long runs;

        Brute(ExplorationContext context, int most) {
            this.context = context;
            this.most = most;
        }

        void from(Checkpoint start, Run completion, int hit) {
            if (hit == most) {
                return;
            }
            for (Step.Passed step : completion.interactions(start.next())) {
                hit(start, hit, new Fault.Crash(false, step.point()));
                hit(start, hit, new Fault.Crash(true, step.point()));
                for (Loss loss : List.of(Loss.REQUEST, Loss.REPLY)) {
                    if (step.interaction().losses().contains(loss)) {
                        lose(start, hit, new Fault.Lost(loss, step.point()));
                    }
                }
            }
        }

        private void lose(Checkpoint start, int hit, Fault.Lost lost) {
            List<Step.Passed> all = hit(start, hit, lost).interactions(start.next());
            all.stream()
                    .dropWhile(step -> !step.point().equals(lost.point()))
                    .skip(1)
                    .forEach(step -> {
                        hit(start, hit, lost, new Fault.Crash(false, step.point()));
                        hit(start, hit, lost, new Fault.Crash(true, step.point()));
                    });
            hit(
                    start,
                    hit,
                    new Fault.Partition(List.of(lost.point().resource()), lost.loss() == Loss.REPLY, lost.point()));
        }

        private Run hit(Checkpoint start, int hit, Fault... faults) {
            Run run = context.advance(start, Turn.of(start.next(), faults));
            runs++;
            if (run.settled()) {
                context.violationOf(run).ifPresent(violation -> kinds.add(violation.kind()));
                return run;
            }
            Checkpoint after = run.here().orElseThrow();
            Run completion = context.complete(after);
            context.violationOf(completion).ifPresent(violation -> kinds.add(violation.kind()));
            from(after, completion, hit + 1);
            return run;
        }
    }
}
