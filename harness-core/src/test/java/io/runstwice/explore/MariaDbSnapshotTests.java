package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * REPEATABLE READ, the default of InnoDB: the first read of a transaction, however innocent, says at which moment all
 * others look. A lock that is taken after it keeps others out and shows nothing of what they did.
 */
@Tag("exhaustive")
class MariaDbSnapshotTests {

    private static DataSource source;

    @BeforeAll
    static void schema() throws SQLException {
        source = MariaDb.database(
                "snapshot",
                List.of(
                        "create table settings (name varchar(20) primary key)",
                        "create table invoice (id int primary key, charged boolean not null default false)",
                        "create table charge (id int auto_increment primary key, invoice int not null)"));
    }

    private static void charge(DataSource db, String... before) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : before) {
                has(statement, sql);
            }
            has(statement, "select id from invoice where id = 42 for update");
            if (!has(statement, "select 1 from invoice where id = 42 and charged")) {
                statement.executeUpdate("insert into charge (invoice) values (42)");
                statement.executeUpdate("update invoice set charged = true where id = 42");
            }
            connection.commit();
        }
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static Verdict explore(String... before) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> charge(db.dataSource(), before))
                .given(() -> db.execute("insert into invoice (id) values (42)"))
                .watching(db)
                .explore();
    }

    @Test
    void innocentReadBeforeTheLock_decidesWhatIsSeenAfterIt_isUnsafe() {
        Verdict verdict = explore("select name from settings");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db SELECT invoice #1; copy D2; D1");
    }

    @Test
    void lockFirst_isSafe() {
        Verdict verdict = explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }
}
