package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.fixture.H2;
import io.runstwice.fixture.Postgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an exploration says of drawn jobs, against every schedule of a bound, run one by one: whatever brute force finds
 * is found, and whatever is found shows itself to brute force. Of histories, and of one fault of one delivery at a
 * time, each kind of violation has to be found; elsewhere an exploration stops early, so the verdict is compared, and
 * the kinds that are found.
 */
@Tag("exhaustive")
class AgainstBruteForceTests {

    private static final System.Logger LOG = System.getLogger(AgainstBruteForceTests.class.getName());

    @ParameterizedTest
    @EnumSource
    void sample_findsTheSame(BruteFamily family) throws SQLException {
        assertThat(compare(family, LongStream.range(0, 3), h2(family))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    @Tag("proof")
    void thawsOnPostgreSql_findTheSame() throws SQLException {
        assertThat(compare(
                        BruteFamily.THAWS,
                        LongStream.range(1_000, 1_025),
                        Postgres.database("brute_force_families", WorkDelivery.SCHEMA)))
                .hasSizeGreaterThanOrEqualTo(20);
    }

    /** Duplicates are drawn too, and left out. */
    @ParameterizedTest
    @EnumSource
    @Tag("proof")
    void sevenHundredJobs_findTheSame(BruteFamily family) throws SQLException {
        assertThat(compare(family, LongStream.range(0, family.jobs() * 2L), h2(family)))
                .hasSizeGreaterThanOrEqualTo(family.jobs());
    }

    private static DataSource h2(BruteFamily family) throws SQLException {
        return H2.database("brute_" + family, WorkDelivery.SCHEMA);
    }

    static List<BruteWorld.Comparison> compare(BruteFamily family, LongStream seeds, DataSource on) {
        List<BruteWorld.Comparison> all = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        try (BruteWorld world = new BruteWorld(on)) {
            seeds.mapToObj(family::draw)
                    .filter(each -> known.add(each.withoutSeed()))
                    .filter(each -> all.size() < family.jobs())
                    .forEach(each -> world.compare(each, brute -> family.runAll(each, brute))
                            .ifPresent(all::add));
        }
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} jobs compared, {2} unsafe, {3} of them beyond; runs: {4} by brute force, {5} explored",
                family,
                all.size(),
                all.stream().filter(BruteWorld.Comparison::unsafe).count(),
                all.stream().filter(BruteWorld.Comparison::beyond).count(),
                all.stream().mapToLong(BruteWorld.Comparison::brute).sum(),
                all.stream().mapToLong(BruteWorld.Comparison::explored).sum());
        assertThat(all.stream().flatMap(one -> one.disagreements().stream())).isEmpty();
        return all;
    }
}
