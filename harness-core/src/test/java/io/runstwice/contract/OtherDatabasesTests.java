package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Rows that only a fault doubles, in databases that call their tables otherwise. */
class OtherDatabasesTests {

    private static final List<String> SCHEMA = List.of(
            "create table jobs (id int primary key, state varchar(20) not null)",
            "create table mails (id int auto_increment primary key, address varchar(100))");

    private static DataSource h2() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection()) {
            for (String sql : SCHEMA) {
                connection.createStatement().execute(sql);
            }
        }
        return source;
    }

    private static RunsTwice job(DataSource source, String lock) {
        Database db = Database.watching(source)
                .doubledOnlyByFaults("mails")
                .recordedIn("jobs")
                .disposable();
        return RunsTwice.job("MailJob", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        boolean done = MailWorld.isDone(connection, lock);
                        connection.setAutoCommit(lock.isEmpty());
                        if (!done) {
                            try (Connection other = db.dataSource().getConnection()) {
                                MailWorld.update(other, "insert into mails (address) values (?)", "ann");
                            }
                            MailWorld.update(connection, "update jobs set state = 'done' where id = 42");
                        }
                        if (!lock.isEmpty()) {
                            connection.commit();
                        }
                    }
                })
                .given(() -> db.execute("insert into jobs values (42, 'open')"))
                .watching(db)
                .within(Bounds.standard().preemptions(1));
    }

    private static void assertToldApart(DataSource source) {
        Verdict careful = job(source, " for update").explore();
        Verdict careless = job(source, "").explore();
        Verdict excused = job(source, "")
                .replay(Schedule.parse("D1 crash after db INSERT mails #1; D2"))
                .explore();

        assertThat(careful.isSafe()).as(careful.toString()).isTrue();
        assertThat(careful.certificate()).contains("mails (at least once, doubled only by faults; recorded in jobs)");
        assertThat(careless.isUnsafe()).as(careless.toString()).isTrue();
        assertThat(careless.counterexamples().get(0).schedule().faults()).isZero();
        assertThat(excused.isSafe()).as(excused.toString()).isTrue();
    }

    @Test
    void h2_carelessAndCareful_areToldApart() throws SQLException {
        assertToldApart(h2());
    }

    @Test
    void mariaDb_carelessAndCareful_areToldApart() throws SQLException {
        assertToldApart(MariaDb.database("doubled_only_by_faults", SCHEMA));
    }
}
