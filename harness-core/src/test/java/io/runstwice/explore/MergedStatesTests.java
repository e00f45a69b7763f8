package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** States and places that look alike, and have different futures: they may not be taken for one. */
@Timeout(300)
class MergedStatesTests {

    private static final String INSERT_ONCE =
            "insert into charge (msg) select 1 where not exists (select 1 from charge)";

    private final Database db = Database.watching(Postgres.database(
            "merged_states",
            List.of(
                    "create table charge (id int generated always as identity primary key, msg int not null)",
                    "create table tasks (id int primary key, until timestamptz, done boolean not null default false)",
                    "create table marks (id int primary key, begun timestamptz, ended timestamptz)",
                    "create table events (id uuid primary key default uuidv7(), kind text not null)",
                    "create table config (k int primary key)")));

    private interface Work {
        void on(Statement statement, Delivery delivery) throws SQLException;
    }

    private Verdict explore(Bounds bounds, String given, Work work) {
        return RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        work.on(statement, delivery);
                    }
                })
                .given(() -> db.execute(given))
                .watching("db", db)
                .within(bounds)
                .explore();
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void transaction(Statement statement, String... all) throws SQLException {
        statement.getConnection().setAutoCommit(false);
        for (String sql : all) {
            statement.executeUpdate(sql);
        }
        statement.getConnection().commit();
        statement.getConnection().setAutoCommit(true);
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    private static void once(Statement statement) throws SQLException {
        transaction(statement, "lock table charge in access exclusive mode", INSERT_ONCE);
    }

    /**
     * A crash before anything leaves the rows as they were, and yet another delivery: one that knows that it is not the
     * first.
     */
    @Test
    void carelessOnlyWhenRedelivered_isUnsafeUnderTwoCopies() {
        isUnsafe(explore(Bounds.standard(), "insert into config values (1)", (statement, delivery) -> {
            if (!delivery.redelivered()) {
                once(statement);
            } else if (text(statement, "select 1 from charge").isEmpty()) {
                statement.executeUpdate("insert into charge (msg) values (1)");
            }
        }));
    }

    @Test
    void carefulAlsoWhenRedelivered_isSafe() {
        isSafe(explore(Bounds.standard(), "insert into config values (1)", (statement, delivery) -> {
            if (!delivery.redelivered()
                    || text(statement, "select 1 from charge").isEmpty()) {
                once(statement);
            }
        }));
    }

    private Verdict lease(String tooLong) {
        return explore(Bounds.standard().oneAtATime(), "insert into tasks (id) values (1)", (statement, delivery) -> {
            if (text(statement, "select 1 from tasks where done").isEmpty()) {
                statement.executeUpdate("update tasks set until = coalesce(until, now()) + interval '1 minute'");
                boolean givesUp = !text(
                                statement, "select 1 from tasks where until > now() + interval '" + tooLong + "'")
                        .isEmpty();
                transaction(
                        statement,
                        givesUp ? "update tasks set until = null" : INSERT_ONCE,
                        "update tasks set until = null, done = true");
            }
        });
    }

    /** How far a lease reaches counts the deliveries. */
    @Test
    void leaseThatGrowsByAMinute_isAnotherStateEachTime() {
        isUnsafe(lease("150 seconds"));
    }

    @Test
    void leaseThatMayGrow_isSafe() {
        isSafe(lease("300 days"));
    }

    private Verdict marks(String repair) {
        return explore(
                Bounds.standard().oneAtATime(), "insert into marks values (1, null, null)", (statement, delivery) -> {
                    String torn = text(
                            statement,
                            "select 1 from marks where begun > ended and begun < ended + interval '10 minutes'");
                    if (!torn.isEmpty()) {
                        transaction(statement, repair, "update marks set ended = clock_timestamp()");
                    } else {
                        boolean isNew = !text(statement, "select 1 from marks where ended is null")
                                .isEmpty();
                        statement.executeUpdate("update marks set begun = clock_timestamp()");
                        transaction(
                                statement,
                                isNew ? INSERT_ONCE : "update config set k = k",
                                "update marks set ended = clock_timestamp()");
                    }
                });
    }

    /** Which of two times of one row came first is what the job asks. */
    @Test
    void repairThatChargesAgain_isUnsafe() {
        isUnsafe(marks("insert into charge (msg) values (1)"));
    }

    @Test
    void repairThatLooks_isSafe() {
        isSafe(marks(INSERT_ONCE));
    }

    /** In a total order: where the rows lie does not matter then. */
    private static String kinds(Statement statement) throws SQLException {
        List<String> kinds = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select kind from events order by id")) {
            while (rows.next()) {
                kinds.add(rows.getString(1));
            }
        }
        return kinds.toString();
    }

    private Verdict events(String repair) {
        return explore(Bounds.standard().oneAtATime(), "insert into config values (1)", (statement, delivery) -> {
            String kinds = kinds(statement);
            if (kinds.equals("[]")) {
                transaction(
                        statement,
                        INSERT_ONCE,
                        "insert into events (kind) values ('begun')",
                        "insert into events (kind) values ('done')");
            } else {
                statement.executeUpdate(kinds.equals("[done, begun]") ? repair : "update config set k = k");
                statement.executeUpdate("update events set id = uuidv7() where kind = 'begun'");
                statement.executeUpdate("update events set id = uuidv7() where kind = 'done'");
            }
        });
    }

    /** Which of two UUIDs of version 7 came first is what the job asks. */
    @Test
    void repairInTheOrderOfIdsThatBeginWithATime_isUnsafeIfItChargesAgain() {
        isUnsafe(events("insert into charge (msg) values (1)"));
        isSafe(events(INSERT_ONCE));
    }

    private Verdict frozen(Bounds bounds, String late) {
        return explore(bounds, "insert into config values (1)", (statement, delivery) -> {
            Instant begun = delivery.clock().instant();
            boolean there = !text(statement, "select 1 from charge").isEmpty();
            text(statement, "select k from config");
            if (there) {
                return;
            }
            boolean isLate = Duration.between(begun, delivery.clock().instant()).toMinutes() > 5;
            if (isLate) {
                statement.executeUpdate(late);
            } else {
                once(statement);
            }
        });
    }

    /** No worker writes what is read there, but time passes. */
    @Test
    void standingStillBeforeAReadThatNobodyWrites_isAPlaceWhereTimePasses() {
        isUnsafe(frozen(Bounds.standard().copies(1), "insert into charge (msg) values (1)"));
        isSafe(frozen(Bounds.standard().copies(1), INSERT_ONCE));
    }

    /** Not even the orders without a switch were run to their end. */
    @Test
    void boundThatEndsTheFirstLevel_isNotEveryOrder() {
        Verdict verdict = explore(
                Bounds.standard().schedules(1),
                "insert into config values (1)",
                (statement, delivery) -> once(statement));

        assertThat(verdict.toString()).doesNotContain("every order of turns");
    }
}
