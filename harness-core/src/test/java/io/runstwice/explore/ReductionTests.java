package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.judge.Violation;
import io.runstwice.run.Runner;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a search leaves out is compared with the search that leaves nothing out: the same kinds of violation must
 * be found, and every outcome must be reached with as few preemptions.
 */
@Tag("exhaustive")
class ReductionTests {

    /** Longer searches are left out of the comparison, and counted. */
    private static final int MOST_RUNS = 400;

    private static final System.Logger LOG = System.getLogger(ReductionTests.class.getName());

    private static OverlapSearches searches;

    @BeforeAll
    static void open() {
        searches = new OverlapSearches("reduction");
    }

    @AfterAll
    static void close() {
        searches.close();
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

    /**
     * They lock two rows in an order that depends on what they read before. One that lives on after a deadlock runs
     * into a second one.
     */
    @ParameterizedTest
    @MethodSource("deadlocks")
    void jobsThatLockInEitherOrder_deadlockInBoth(GeneratedOverlap job) {
        Comparison comparison = searches.about(job, (runner, baseline) -> compare(job, runner, baseline))
                .orElseThrow();

        assertThat(comparison.outcomes()).isGreaterThan(1);
        assertThat(comparison.endings()).contains("Threw 40P01");
    }

    static Stream<GeneratedOverlap> deadlocks() {
        return Stream.of(
                new GeneratedOverlap(
                        "by value",
                        Connection.TRANSACTION_READ_COMMITTED,
                        List.of(OverlapOp.INSERT_UNIQUE_CAUGHT),
                        true,
                        List.of(OverlapOp.LOCK_BOTH_BY_VALUE, OverlapOp.RETURN_IF_DONE, OverlapOp.MARK_DONE)),
                new GeneratedOverlap(
                        "by claim",
                        Connection.TRANSACTION_READ_COMMITTED,
                        List.of(),
                        true,
                        List.of(OverlapOp.LOCK_BOTH_BY_CLAIM, OverlapOp.RETURN_IF_DONE, OverlapOp.MARK_DONE)));
    }

    @Test
    void generator_drawsEveryStepAndEveryIsolation() {
        List<GeneratedOverlap> jobs = LongStream.range(0, 320)
                .mapToObj(seed -> GeneratedOverlap.draw(seed, 3))
                .toList();

        assertThat(jobs.stream().flatMap(job -> job.then().stream())).contains(OverlapOp.values());
        assertThat(jobs.stream().map(GeneratedOverlap::isolation).distinct())
                .containsExactlyInAnyOrder(
                        Connection.TRANSACTION_READ_UNCOMMITTED,
                        Connection.TRANSACTION_READ_COMMITTED,
                        Connection.TRANSACTION_REPEATABLE_READ,
                        Connection.TRANSACTION_SERIALIZABLE);
    }

    private record Comparison(Set<Violation.Kind> kinds, int outcomes, Set<String> endings, int without, int with) {}

    private static List<Comparison> compare(LongStream seeds, int longest) {
        List<Comparison> comparisons = new ArrayList<>();
        seeds.forEach(seed -> compare(GeneratedOverlap.draw(seed, longest)).ifPresent(comparisons::add));
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
        return searches.aboutDrawn(job, (runner, baseline) -> compare(job, runner, baseline));
    }

    private static Optional<Comparison> compare(GeneratedOverlap job, Runner runner, CheckedBaseline baseline) {
        OverlapSearches.Found without = searches.search(runner, baseline, Reduction.none(), MOST_RUNS);
        if (!without.ended()) {
            return Optional.empty();
        }
        OverlapSearches.Found with = searches.search(runner, baseline, Reduction.full(), Integer.MAX_VALUE);
        assertThat(with.kinds()).as(job.toString()).isEqualTo(without.kinds());
        assertThat(with.outcomes())
                .as("with how many preemptions each outcome is first reached by " + job)
                .isEqualTo(without.outcomes());
        return Optional.of(new Comparison(
                without.kinds(),
                without.outcomes().size(),
                without.outcomes().keySet().stream().flatMap(List::stream).collect(Collectors.toSet()),
                without.runs(),
                with.runs()));
    }
}
