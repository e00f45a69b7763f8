package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.run.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two copies of a message at once, on a real PostgreSQL with real locks. */
class TwoCopiesTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "two_copies",
                List.of(
                        "create table account (id int primary key, charged boolean not null)",
                        "create table charge (id serial primary key, account int not null)"));
    }

    private static Verdict explore(String lock, Bounds bounds) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> charge(db.dataSource(), lock))
                .given(() -> db.execute("insert into account values (1, false)"))
                .watching(db)
                .within(bounds)
                .explore();
    }

    private static void charge(DataSource db, String lock) throws SQLException {
        try (Connection connection = db.getConnection()) {
            connection.setAutoCommit(false);
            if (!isCharged(connection, lock)) {
                run(connection, "insert into charge (account) values (1)");
                run(connection, "update account set charged = true where id = 1");
            }
            connection.commit();
        }
    }

    private static boolean isCharged(Connection connection, String lock) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("select charged from account where id = 1" + lock);
                ResultSet found = asked.executeQuery()) {
            found.next();
            return found.getBoolean(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    @Test
    void checkThenAct_chargesTwiceWithOnePreemption() {
        Verdict verdict = explore("", Bounds.standard());

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
        assertThat(verdict.counterexamples().get(0).schedule().preemptions()).isEqualTo(1);
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db INSERT charge #1; copy D2; D1");
    }

    @Test
    void lockedCheck_isSafeInEveryOrder() {
        Verdict verdict = explore(" for update", Bounds.standard());

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }

    @Test
    void sameJobExploredAgain_saysTheSame() {
        String first = explore("", Bounds.standard()).toString();

        assertThat(explore("", Bounds.standard())).hasToString(first);
    }

    @Test
    @Tag("proof")
    void thousandExplorations_sayTheSame() {
        String first = explore("", Bounds.standard()).toString();
        for (int i = 1; i < 1_000; i++) {
            assertThat(explore("", Bounds.standard())).as("exploration " + i).hasToString(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " for update"})
    void everyOrderAgain_hasTheSameTraces(String lock) throws Exception {
        everyOrderHasTheSameTraces(lock, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " for update"})
    @Tag("proof")
    void everyOrderAThousandTimes_hasTheSameTraces(String lock) throws Exception {
        everyOrderHasTheSameTraces(lock, 1_000);
    }

    /** Not only what is said in the end: each step of each run, what the database answered and who waited for whom. */
    private static void everyOrderHasTheSameTraces(String lock, int times) throws Exception {
        Database db = Database.watching(source);
        try (Orders orders = new Orders(
                Map.of("db", db),
                () -> db.execute("insert into account values (1, false)"),
                attempt -> charge(db.dataSource(), lock))) {
            List<List<String>> first = traces(orders);
            assertThat(first).hasSizeGreaterThan(2);
            for (int i = 1; i < times; i++) {
                assertThat(traces(orders)).as("exploration " + i).isEqualTo(first);
            }
        }
    }

    private static List<List<String>> traces(Orders orders) {
        return orders.unreduced(100_000).stream()
                .map(run -> run.steps().stream().map(Step::toString).toList())
                .toList();
    }
}
