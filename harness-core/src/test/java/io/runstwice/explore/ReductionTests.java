package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Stage;
import io.runstwice.run.Step;
import io.runstwice.run.Works;
import io.runstwice.world.Column;
import io.runstwice.world.Resource;
import io.runstwice.world.Row;
import io.runstwice.world.Table;
import io.runstwice.world.World;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a search leaves out is compared with the search that leaves nothing out: the same kinds of violation must
 * be found, and every outcome must be reached with as few preemptions.
 */
@Tag("exhaustive")
class ReductionTests {

    private static final Limits LIMITS = new Limits(
            Duration.ofHours(1), 5_000, 2, Integer.MAX_VALUE, false, 0, Duration.ofSeconds(10), Duration.ofMinutes(20));

    /** Longer searches are left out of the comparison, and counted. */
    private static final int MOST_RUNS = 400;

    private static final System.Logger LOG = System.getLogger(ReductionTests.class.getName());

    private static Database database;
    private static HttpService gateway;
    private static World world;
    private static final Stage STAGE = new Stage();

    @BeforeAll
    static void open() {
        database = Database.watching(Postgres.database("reduction", GeneratedOverlap.SCHEMA));
        gateway = HttpService.stripeLike();
        Map<String, Resource> resources = new LinkedHashMap<>();
        resources.put("db", database);
        resources.put("gateway", gateway);
        world = new World(resources);
        world.open(STAGE::gate);
        GeneratedOverlap.GIVEN.forEach(database::execute);
    }

    @AfterAll
    static void close() {
        database.execute("delete from orders");
        database.execute("delete from settings");
        world.close();
    }

    @Test
    void twentyJobs_findTheSameWithAndWithout() {
        assertThat(compare(LongStream.range(0, 24), 2)).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    @Tag("proof")
    void twoHundredJobs_findTheSameWithAndWithout() {
        assertThat(compare(LongStream.range(0, 320), 3)).hasSizeGreaterThanOrEqualTo(200);
    }

    private record Comparison(Set<Violation.Kind> kinds, int outcomes, int without, int with) {}

    private static List<Comparison> compare(LongStream seeds, int longest) {
        List<Comparison> comparisons = new ArrayList<>();
        seeds.forEach(seed -> compare(new GeneratedOverlap(seed, longest)).ifPresent(comparisons::add));
        LOG.log(
                System.Logger.Level.INFO,
                "interleavings: {0} jobs compared, {1} unsafe, {4} outcomes; runs: {2} without reduction, {3} with it",
                comparisons.size(),
                comparisons.stream().filter(one -> !one.kinds.isEmpty()).count(),
                comparisons.stream().mapToLong(Comparison::without).sum(),
                comparisons.stream().mapToLong(Comparison::with).sum(),
                comparisons.stream().mapToLong(Comparison::outcomes).sum());
        return comparisons;
    }

    private static Optional<Comparison> compare(GeneratedOverlap job) {
        return judged(job, (runner, baseline) -> {
                    Search without = search(runner, baseline, Reduction.none());
                    if (!without.ended) {
                        return Optional.<Comparison>empty();
                    }
                    Search with = search(runner, baseline, Reduction.full());
                    assertThat(with.kinds).as(job.toString()).isEqualTo(without.kinds);
                    assertThat(with.outcomes)
                            .as("with how many preemptions each outcome is first reached by " + job)
                            .isEqualTo(without.outcomes);
                    return Optional.of(new Comparison(without.kinds, without.outcomes.size(), without.runs, with.runs));
                })
                .flatMap(comparison -> comparison);
    }

    /** Jobs whose baseline cannot be judged, and jobs that are too long, say nothing here and are left out. */
    private static <T> Optional<T> judged(GeneratedOverlap job, BiFunction<Runner, Determinism.Passed, T> question) {
        STAGE.begin();
        Runner runner = new Runner(
                STAGE,
                world,
                Works.of(attempt -> job.perform(database.dataSource(), gateway.uri())),
                LIMITS.deliveryWithin(),
                LIMITS.redeliveredWithin());
        try {
            return Optional.of(question.apply(runner, new Determinism(runner, world).pass()));
        } catch (Inconclusive unfit) {
            return Optional.empty();
        } finally {
            runner.restore();
        }
    }

    /**
     * @param outcomes each with the fewest preemptions that lead to it
     */
    private record Search(Set<Violation.Kind> kinds, Map<List<String>, Integer> outcomes, int runs, boolean ended) {}

    /** What a run came to, generated values and times left aside, and whatever the deliveries are called: copies can be exchanged. */
    private static List<String> outcome(Run run) {
        List<String> lines = new ArrayList<>();
        for (Table table : run.state().tables()) {
            table.rows().forEach(row -> lines.add(table.name() + values(table, row)));
        }
        run.steps().stream()
                .filter(Step.Ended.class::isInstance)
                .map(step -> ((Step.Ended) step).ending())
                .forEach(ending -> lines.add(ending.getClass().getSimpleName()
                        + (ending instanceof Ending.Threw threw ? sqlState(threw.failure()) : "")));
        return lines.stream().sorted().toList();
    }

    private static String sqlState(Throwable failure) {
        return failure instanceof SQLException refused ? " " + refused.getSQLState() : "";
    }

    private static List<String> values(Table table, Row row) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> table.columns().get(i).kind() == Column.Kind.VALUE
                        || table.columns().get(i).kind() == Column.Kind.NUMBER)
                .mapToObj(i -> String.valueOf(row.cells().get(i)))
                .toList();
    }

    private static Search search(Runner runner, Determinism.Passed baseline, Reduction reduction) {
        Inquiry inquiry = new Inquiry(
                "job",
                world,
                STAGE,
                runner,
                baseline.judge(),
                LIMITS,
                System.nanoTime() + LIMITS.guard().toNanos());
        Footprints footprints = new Footprints();
        baseline.run().interactions(1).forEach(step -> footprints.add(Move.of(step, true)));
        Interleavings all = new Interleavings(inquiry, runner.root(), Beginners.copies(1, 2), footprints, reduction);
        Map<List<String>, Integer> outcomes = new HashMap<>();
        int runs = 0;
        while (!all.isExhausted() && runs < MOST_RUNS) {
            int preemptions = all.nextPreemptions();
            outcomes.putIfAbsent(outcome(all.step()), preemptions);
            runs++;
        }
        Set<Violation.Kind> kinds = EnumSet.noneOf(Violation.Kind.class);
        inquiry.findings().forEach(finding -> kinds.add(finding.violation().kind()));
        return new Search(kinds, outcomes, runs, all.isExhausted());
    }
}
