package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/**
 * The story of workers that took turns: a column for each, time downwards, who waits for whom, where the turn changed.
 */
class ColumnsTests {

    private final Database db = Database.watching(account());

    private static DataSource account() {
        JdbcDataSource data = new JdbcDataSource();
        data.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = data.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table accounts (id int primary key, cents int)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return data;
    }

    private void pay() throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("select cents from accounts where id = 1 for update");
            statement.executeUpdate("update accounts set cents = cents + 500 where id = 1");
            connection.commit();
        }
    }

    private String story(String schedule) {
        return RunsTwice.job("Pay", delivery -> pay())
                .given(() -> db.execute("insert into accounts values (1, 0)"))
                .watching(db)
                .replay(Schedule.parse(schedule))
                .explore()
                .toString();
    }

    @Test
    void workerThatWaits_saysForWhom() {
        assertThat(columns(story("D1 pause before db COMMIT #1; copy D2; D1"))).isEqualTo("""
                  D1                                                              D2
                  db SELECT accounts where id = 1 for update
                  db UPDATE accounts set cents = cents + 500 where id = 1  1 row
                  … stands still before COMMIT
                                                                                  … waits for D1: a row of accounts
                  db COMMIT
                  ✓ acknowledged
                                                                                  db SELECT accounts where id = 1 for update
                                                                                  db UPDATE accounts set cents = cents + 500 where id = 1  1 row
                                                                                  db COMMIT
                                                                                  ✓ acknowledged
                """);
    }

    @Test
    void workerThatIsKilledWhileAnotherOneActs_saysWhere() {
        assertThat(columns(
                        story("D1 pause before db SELECT accounts #1; copy D2; 1h later D1 crash after db COMMIT #1")))
                .isEqualTo("""
                  D1                                                              D2                                                              D3
                  … stands still before SELECT accounts
                                                                                  db SELECT accounts where id = 1 for update
                                                                                  db UPDATE accounts set cents = cents + 500 where id = 1  1 row
                                                                                  db COMMIT
                                                                                  ✓ acknowledged
                  … goes on 1 h later
                  db SELECT accounts where id = 1 for update
                  db UPDATE accounts set cents = cents + 500 where id = 1  1 row
                  db COMMIT
                  ✗ worker killed before it saw the reply
                                                                                                                                                  db SELECT accounts where id = 1 for update
                                                                                                                                                  db UPDATE accounts set cents = cents + 500 where id = 1  1 row
                                                                                                                                                  db COMMIT
                                                                                                                                                  ✓ acknowledged
                """);
    }

    /** Between the states and the cause. */
    private static String columns(String story) {
        String text = story.substring(story.indexOf("  D1 "), story.indexOf("  cause"));
        return text.stripTrailing() + "\n";
    }
}
