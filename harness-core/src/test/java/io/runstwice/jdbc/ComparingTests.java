package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that are as good as each other, where the test says so. */
class ComparingTests {

    private static final String RETRIES =
            "update jobs set attempts = attempts + 1, status = case status when 'new' then 'done' else 'retried' end";

    private final JdbcDataSource source = new JdbcDataSource();

    ComparingTests() throws SQLException {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table jobs (id int primary key, status varchar(10), attempts int)");
            statement.execute("create table mails (id int auto_increment primary key, words varchar(10))");
        }
    }

    private static Map<String, @Nullable Object> alike(Map<String, @Nullable Object> job) {
        job.computeIfPresent("status", (column, status) -> status.equals("retried") ? "done" : status);
        job.remove("attempts");
        return job;
    }

    private Verdict explore(Database db, String sql) {
        return RunsTwice.job("job", delivery -> execute(db, sql))
                .given(() -> db.execute("insert into jobs values (1, 'new', 0)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void execute(Database db, String sql) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void declaredAlike_isSafeAndSaysSo() {
        assertThat(explore(Database.watching(source), RETRIES).isUnsafe()).isTrue();

        Verdict declared = explore(Database.watching(source).comparing("jobs", ComparingTests::alike), RETRIES);

        assertThat(declared.isSafe()).as(declared.toString()).isTrue();
        assertThat(declared.certificate()).contains("db: compared as the test says: jobs");
    }

    @Test
    void otherDifferences_areStillFound() {
        Verdict verdict = explore(
                Database.watching(source).comparing("jobs", ComparingTests::alike),
                "update jobs set status = case status when 'new' then 'done' else 'lost' end");

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.toString()).contains("status: lost");
    }

    @Test
    void rowOfWhichNothingIsCompared_isStillARow() {
        Database db = Database.watching(source).comparing("mails", mail -> {
            mail.remove("words");
            return mail;
        });

        assertThat(explore(db, "insert into mails (words) values ('hello')").toString())
                .contains("but was    db mails   2 rows");
    }

    @Test
    void wrongUse_isSaid() {
        UnaryOperator<Map<String, @Nullable Object>> number = job -> {
            job.put("status", 1);
            return job;
        };
        assertThatThrownBy(() -> explore(Database.watching(source).comparing("jobs", number), RETRIES))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("made a Integer of the String in status");
        assertThatThrownBy(() -> explore(Database.watching(source).comparing("jbos", ComparingTests::alike), RETRIES))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("jbos");
    }
}
