package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A bound that does not hold all schedules is shared: none of the families that the bound names is left out for another
 * one.
 */
@Timeout(300)
class SharedBoundTests {

    private static final int TABLES = 5;

    private Verdict within(int schedules) throws SQLException {
        List<String> tables = List.of("a", "b", "c", "d", "e");
        Database db = Database.watching(H2.database(
                "shared_bound_" + schedules,
                tables.stream()
                        .map(table -> "create table " + table + " (id int primary key)")
                        .toList()));
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        for (String table : tables.subList(0, TABLES)) {
                            statement.executeUpdate("merge into " + table + " values (1)");
                        }
                    }
                })
                .watching("db", db)
                .within(Bounds.standard().schedules(schedules))
                .explore();
    }

    @Test
    void boundThatHoldsTheSmallest_isSharedAmongAllFamilies() throws SQLException {
        Verdict verdict = within(120);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isFalse();
        assertThat(verdict.certificate())
                .contains("visibility lapsed while a delivery stood still (")
                .containsPattern(
                        "it went on long after its message was settled(, not everywhere)? \\([1-9]\\d* schedules\\)")
                .containsPattern("two copies at once from \\d+ states, up to \\d+ preemption")
                .containsPattern("while two deliveries overlap, not everywhere \\([1-9]\\d* schedules\\)");
    }

    @Test
    void boundThatDoesNotHoldTheSmallest_isInconclusive() throws SQLException {
        Verdict verdict = within(20);

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .contains("the bound of 20 schedules ended before the smallest ones had been run of:"
                        + " visibility lapsed")
                .contains("Raise Bounds.schedules(…)");
    }
}
