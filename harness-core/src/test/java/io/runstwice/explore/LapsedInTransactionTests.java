package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker freezes within a transaction until its lease has lapsed. */
@Tag("exhaustive")
class LapsedInTransactionTests {

    private static DataSource source;

    private final List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "lapsed_in_transaction",
                List.of(
                        "create table lease (id int primary key, owner int, until timestamptz not null)",
                        "create table charge (id int generated always as identity primary key, invoice int not null)"));
    }

    /**
     * Takes the lease, charges unless another delivery has, and looks last of all whether the lease still is its own.
     * Who looked before it has the lease could stand still until that of another one has lapsed.
     *
     * @param lock whether it keeps it from being taken until it has committed
     */
    private static void charge(DataSource db, int me, String lock) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement()) {
            int taken = statement.executeUpdate("update lease set owner = " + me
                    + ", until = now() + interval '5 minutes' where id = 42 and until < now()");
            if (taken == 0) {
                throw new IllegalStateException("somebody else has it");
            }
            if (has(statement, "select 1 from charge where invoice = 42")) {
                return;
            }
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into charge (invoice) values (42)");
            if (has(statement, "select 1 from lease where id = 42 and owner = " + me + lock)) {
                connection.commit();
            } else {
                connection.rollback();
                throw new IllegalStateException("too late");
            }
        }
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private RunsTwice job(String lock) {
        Database db = Database.watching(source).varying("lease.owner");
        return RunsTwice.job("Charge", delivery -> {
                    attempts.add(delivery.attempt());
                    charge(db.dataSource(), delivery.attempt(), lock);
                })
                .given(() -> db.execute("insert into lease values (42, 0, now() - interval '1 minute')"))
                .watching(db);
    }

    @Test
    void leaseThatLapsesBetweenTheLastLookAndTheCommit_isUnsafe() {
        Verdict verdict = job("").explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db COMMIT #1; 1h later D2; D1");
    }

    @Test
    void leaseThatIsHeldUntilTheCommit_isSafe() {
        Verdict verdict = job(" for update").explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains(
                        "rows of lease that a worker held when time passed did not grow older before it had let go of them");
    }

    /**
     * The lease grows older when D1 has let go of it: D2 still finds it alive, D3 comes without another hour and has
     * it.
     */
    @Test
    void leaseThatWasHeldWhenTimePassed_hasLapsedForWhoComesNext() {
        Verdict verdict = job(" for update")
                .replay(Schedule.parse("D1 pause before db COMMIT #1; 1h later D2; D1 crash before db COMMIT #1"))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(attempts).endsWith(1, 2, 3);
    }
}
