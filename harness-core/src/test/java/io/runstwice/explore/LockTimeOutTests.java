package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A job waits for a lock no longer than it has said. Every order in which it gets the lock is safe: only the schedule
 * that ends the wait by its time-out shows what the job makes of it.
 */
@Tag("exhaustive")
class LockTimeOutTests {

    private static final List<String> SCHEMA = List.of(
            "create table invoice (id int primary key, charged boolean not null)",
            "create table charge (id int generated always as identity primary key, invoice int not null)");

    private static DataSource postgres;
    private static DataSource h2;

    /** A time-out, and what the server says when it has passed. No wait of these tests really lasts so long. */
    enum TimeOut {
        POSTGRESQL_OF_LOCKS("set lock_timeout = '20s'", "55P03"),
        POSTGRESQL_OF_STATEMENTS("set statement_timeout = '20s'", "57014"),
        H2_OF_LOCKS("set lock_timeout 20000", "HYT00");

        private final String setting;
        private final String state;

        TimeOut(String setting, String state) {
            this.setting = setting;
            this.state = state;
        }

        private DataSource source() {
            return this == H2_OF_LOCKS ? h2 : postgres;
        }
    }

    @BeforeAll
    static void databases() throws SQLException {
        postgres = Postgres.database("lock_time_out", SCHEMA);
        JdbcDataSource embedded = new JdbcDataSource();
        embedded.setURL("jdbc:h2:mem:lock_time_out;DB_CLOSE_DELAY=-1");
        try (Connection connection = embedded.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
        h2 = embedded;
    }

    /** What a job makes of a time-out, once it has rolled back. */
    private interface TimedOut {
        void in(Statement statement, SQLException timeOut) throws SQLException;
    }

    private static Verdict explore(TimeOut timeOut, TimedOut then) {
        Database db = Database.watching(timeOut.source());
        return RunsTwice.job("Charge", delivery -> charge(db.dataSource(), timeOut, then))
                .given(() -> db.execute("insert into invoice values (42, false)"))
                .watching(db)
                .explore();
    }

    /** The worker that has the invoice charges it, unless that is done. */
    private static void charge(DataSource db, TimeOut timeOut, TimedOut then) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(timeOut.setting);
            connection.setAutoCommit(false);
            try {
                chargeOnce(statement, " for update");
            } catch (SQLException failure) {
                connection.rollback();
                if (!timeOut.state.equals(failure.getSQLState())) {
                    throw failure;
                }
                then.in(statement, failure);
            }
            connection.commit();
        }
    }

    private static void chargeOnce(Statement statement, String lock) throws SQLException {
        if (!isCharged(statement, lock)) {
            statement.executeUpdate("insert into charge (invoice) values (42)");
            statement.executeUpdate("update invoice set charged = true where id = 42");
        }
    }

    private static boolean isCharged(Statement statement, String lock) throws SQLException {
        try (ResultSet found = statement.executeQuery("select charged from invoice where id = 42" + lock)) {
            found.next();
            return found.getBoolean(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeOutAfterWhichItGoesOnWithoutTheLock_chargesTwice(TimeOut timeOut) {
        Verdict verdict = explore(timeOut, (statement, refusal) -> chargeOnce(statement, ""));

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db INSERT charge #1; copy D2 time-out of db SELECT invoice #1; D1; D2");
    }

    @ParameterizedTest
    @EnumSource
    void timeOutThatGivesTheMessageBack_isSafe(TimeOut timeOut) {
        Verdict verdict = explore(timeOut, (statement, refusal) -> {
            throw refusal;
        });

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }

    /** The second delivery settles the message although the first one has not charged, and never will. */
    @ParameterizedTest
    @EnumSource
    void timeOutTakenForSomebodyElsesCare_losesTheChargeIfThatOneDies(TimeOut timeOut) {
        Verdict verdict = explore(timeOut, (statement, refusal) -> {});

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.LOST_EFFECT);
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db INSERT charge #1; D2 time-out of db SELECT invoice #1;"
                        + " D1 crash before db INSERT charge #1");
    }

    /** It tries once more before it takes that for another worker's task: nothing is lost unless both waits end so. */
    @ParameterizedTest
    @EnumSource
    void secondTimeOutTakenForSomebodyElsesCare_losesTheChargeIfThatOneDies(TimeOut timeOut) {
        Verdict verdict = explore(timeOut, (statement, refusal) -> {
            try {
                chargeOnce(statement, " for update");
            } catch (SQLException again) {
                statement.getConnection().rollback();
                if (!timeOut.state.equals(again.getSQLState())) {
                    throw again;
                }
            }
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.LOST_EFFECT);
        assertThat(verdict.counterexamples().get(0).schedule().toString())
                .contains("time-out of db SELECT invoice #1", "time-out of db SELECT invoice #2", "D1 crash before");
    }
}
