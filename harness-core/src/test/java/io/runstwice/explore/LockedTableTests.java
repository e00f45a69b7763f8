package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A worker that stands still may have locked a whole table, also against being read: the harness waits for no worker.
 */
@Tag("exhaustive")
@Timeout(600)
class LockedTableTests {

    private static final List<String> SCHEMA = List.of(
            "create table staging (id int primary key, seen timestamp(6) not null)",
            "create table totals (id int primary key, cents int not null)");

    private static DataSource postgres() {
        return Postgres.database("locked_table", SCHEMA);
    }

    /** What a delivery does within one transaction. */
    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private static Job transaction(Database db, Work work) {
        return delivery -> {
            try (Connection connection = db.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    work.on(statement);
                }
                connection.commit();
            }
        };
    }

    private static Verdict explore(Database db, Job job) {
        return RunsTwice.job("Totals", job)
                .given(() -> {
                    db.execute("insert into totals values (1, 0)");
                    db.execute("insert into staging values (7, current_timestamp(6))");
                })
                .watching(db)
                .within(Bounds.standard().guard(Duration.ofMinutes(10)))
                .explore();
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"truncate staging", "lock table staging in access exclusive mode", "lock table staging, totals"})
    void lockedTable_isExplored(String lock) {
        Database db = Database.watching(postgres());

        Verdict right = explore(db, transaction(db, statement -> {
            statement.execute(lock);
            statement.execute("delete from staging");
            statement.execute("insert into staging values (1, now())");
            statement.execute("update totals set cents = 1999 where id = 1");
        }));
        isSafe(right);

        Verdict wrong = explore(db, transaction(db, statement -> {
            statement.execute(lock);
            statement.execute("delete from staging");
            statement.execute("insert into staging values (1, now())");
            statement.execute("update totals set cents = cents + 1999 where id = 1");
        }));
        isUnsafe(wrong);
    }

    /**
     * The lease lapses while its holder stands still with the table locked: a delivery that comes finds it lapsed once
     * the lock is gone.
     */
    @Test
    void leaseInALockedTable_growsOlderOnceItIsLetGo() {
        Database db = Database.watching(postgres());
        Work takesTheLease = statement -> {
            statement.execute("lock table staging in access exclusive mode");
            statement.execute("insert into staging values (1, clock_timestamp())"
                    + " on conflict (id) do update set seen = excluded.seen");
        };

        Verdict wrong = explore(db, delivery -> {
            transaction(db, takesTheLease).perform(delivery);
            transaction(db, statement -> {
                        statement.execute("lock table staging in access exclusive mode");
                        try (ResultSet lease = statement.executeQuery(
                                "select seen > clock_timestamp() - interval '5 min' from staging where id = 1")) {
                            if (lease.next() && !lease.getBoolean(1)) {
                                throw new SQLException("the lease has lapsed");
                            }
                        }
                        statement.execute("update totals set cents = cents + 1999 where id = 1");
                    })
                    .perform(delivery);
        });

        isUnsafe(wrong);
    }

    @Test
    void declaredAgeing_waitsForNoLockedTable() {
        Database db =
                Database.watching(postgres()).ageing("update totals set cents = cents where id = 1 and :seconds > 0");

        isSafe(explore(db, transaction(db, statement -> {
            statement.execute("lock table staging, totals in access exclusive mode");
            statement.execute("delete from staging");
            statement.execute("insert into staging values (1, now())");
            statement.execute("update totals set cents = 1999 where id = 1");
        })));
    }

    /** An invariant cannot be asked of what is locked: it is asked at the next interaction at which it can. */
    @Test
    void invariantOfALockedTable_isNotBroken() {
        Database db = Database.watching(postgres());

        Verdict verdict = RunsTwice.job("Totals", transaction(db, statement -> {
                    statement.execute("lock table totals in access exclusive mode");
                    statement.execute("update totals set cents = 1999 where id = 1");
                }))
                .given(() -> db.execute("insert into totals values (1, 0)"))
                .always("nobody owes", () -> Long.valueOf(0)
                        .equals(db.query("select count(*) from totals where cents < 0")))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        isSafe(verdict);
    }

    /** MariaDB does not say who holds a lock of this kind. */
    @Test
    void lockTables_onMariaDb_areNamed() throws SQLException {
        Database db = Database.watching(MariaDb.database("locked_table", SCHEMA));
        Job right = delivery -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("lock tables staging write, totals write");
                statement.execute("delete from staging");
                statement.execute("insert into staging values (1, now(6))");
                statement.execute("update totals set cents = 1999 where id = 1");
                statement.execute("unlock tables");
            }
        };

        Verdict verdict = explore(db, right);

        assertThat(verdict.reason().orElse("")).contains("waits for a table metadata lock");
    }
}
