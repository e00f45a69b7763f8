package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import io.runstwice.world.Loss;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What is lost on a real network is what the harness imitates without one. */
@NeedsToxiproxy
@Tag("exhaustive")
class LinkedDatabaseTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final PGSimpleDataSource source = source();
    private final Link link = Link.to("127.0.0.1", port());

    PGSimpleDataSource source() {
        return Servers.postgres();
    }

    private int port() {
        return source.getPortNumbers()[0];
    }

    @BeforeEach
    void aTable() {
        Servers.run(source, "create table t (n int)", "insert into t values (1)");
    }

    @AfterEach
    void endTheServer() {
        link.close();
    }

    private Database straight() {
        return Database.at(source.getUrl(), "postgres", "");
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST, COMMIT, 1",
        "REPLY, COMMIT, 2",
        "REQUEST, UPDATE t, 1",
        "REPLY, UPDATE t, 1",
        "REQUEST, SELECT t, 1",
        "REPLY, SELECT t, 1",
        "REQUEST, ROLLBACK, 1",
        "REPLY, ROLLBACK, 1"
    })
    void lostMessage_isWhatIsImitated(Loss loss, String label, int left) throws Exception {
        String real = transaction(straight().through(link), loss, label);

        assertThat(real).isEqualTo(transaction(straight(), loss, label)).endsWith("left " + left);
        assertThat(gate.doubts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"REQUEST, 1", "REPLY, 2"})
    void lostMessageOfAutocommit_isWhatIsImitated(Loss loss, int left) throws Exception {
        String real = update(straight().through(link), loss);

        assertThat(real).isEqualTo(update(straight(), loss)).endsWith("left " + left);
        assertThat(gate.doubts).isEmpty();
    }

    private String transaction(Database db, Loss loss, String label) throws Exception {
        return with(db, connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                gate.lose(loss, label);
                statement.executeQuery("select n from t");
                statement.executeUpdate("update t set n = n + 1");
                if (label.equals("ROLLBACK")) {
                    connection.rollback();
                }
                connection.commit();
            }
        });
    }

    private String update(Database db, Loss loss) throws Exception {
        return with(db, connection -> {
            try (Statement statement = connection.createStatement()) {
                gate.lose(loss, "UPDATE t");
                statement.executeUpdate("update t set n = n + 1");
            }
        });
    }

    private interface Job {
        void on(Connection connection) throws SQLException;
    }

    /** What the job sees of a lost message, what its next delivery sees, and what is left. */
    private String with(Database db, Job job) throws Exception {
        db.execute("update t set n = 1");
        db.open("db", gate);
        try {
            Hand first = new Hand("D1");
            String seen = gate.as(first, () -> described(db, job));
            db.end(first);
            db.endRun();
            String left = " left " + db.query("select n from t");
            Hand second = new Hand("D2");
            String later = gate.as(
                    second,
                    () -> described(
                            db, connection -> connection.createStatement().execute("select 1")));
            return seen + " later " + later + left;
        } finally {
            db.close();
        }
    }

    private static String described(Database db, Job job) throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> job.on(connection));
            String valid = " valid " + connection.isValid(1) + " closed " + connection.isClosed();
            return (thrown == null
                            ? "nothing"
                            : thrown.getClass().getName() + " " + thrown.getSQLState() + " " + thrown.getMessage())
                    + valid;
        }
    }

    @Test
    void linkThatLeadsElsewhere_isMisuse() {
        try (Link elsewhere = Link.to("127.0.0.1", 1)) {
            assertThatThrownBy(() -> straight().through(elsewhere))
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("Make it Link.to(");
        }
    }

    @Test
    void dataSourceThatGoesPastTheLink_isMisuse() {
        Database past = Database.watching(source).through(link);

        assertThatThrownBy(() -> past.open("db", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("Nothing flows through the link");
    }

    @Test
    void dataSourceOnTheLink_losesForReal() throws Exception {
        PGSimpleDataSource on = new PGSimpleDataSource();
        on.setUrl(source.getUrl().replace(":" + port(), ":" + link.port()));
        on.setUser("postgres");

        String real = transaction(Database.watching(on).through(link), Loss.REPLY, "COMMIT");

        assertThat(real)
                .isEqualTo(transaction(straight(), Loss.REPLY, "COMMIT"))
                .endsWith("left 2");
    }
}
