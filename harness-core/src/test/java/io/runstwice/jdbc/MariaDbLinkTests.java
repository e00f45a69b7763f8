package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import io.runstwice.world.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** On MariaDB, too, what is lost on a real network is what the harness imitates without one. */
@NeedsToxiproxy
class MariaDbLinkTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final MariaDbDataSource source = Servers.mariaDb();
    private final Link link = Link.to("127.0.0.1", MariaDb.port());

    @BeforeEach
    void aTable() {
        Servers.run(source, "create table t (n int)", "insert into t values (1)");
    }

    @AfterEach
    void endTheServer() {
        link.close();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST, COMMIT, 1",
        "REPLY, COMMIT, 2",
        "REQUEST, UPDATE t, 1",
        "REPLY, UPDATE t, 1",
        "REPLY, SELECT t, 1"
    })
    void lostMessage_isWhatIsImitated(Loss loss, String label, int left) throws Exception {
        String real = transaction(straight().through(link), loss, label);

        assertThat(real).isEqualTo(transaction(straight(), loss, label)).endsWith("left " + left);
        assertThat(gate.doubts).isEmpty();
    }

    private Database straight() {
        return Database.at(source.getUrl(), "root", "").disposable();
    }

    /** What the job sees of a lost message, and what is left. */
    private String transaction(Database db, Loss loss, String label) throws Exception {
        db.execute("update t set n = 1");
        db.open("db", gate);
        try {
            Hand hand = new Hand("D1");
            String seen = gate.as(hand, () -> described(db, loss, label));
            db.end(hand);
            db.endRun();
            return seen + " left " + db.query("select n from t");
        } finally {
            db.close();
        }
    }

    private String described(Database db, Loss loss, String label) throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            gate.lose(loss, label);
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> add(connection));
            return thrown.getClass().getName() + " " + thrown.getSQLState() + " "
                    + thrown.getMessage().replaceAll("\\d+", "N") + " valid " + connection.isValid(1) + " closed "
                    + connection.isClosed();
        }
    }

    private static void add(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select n from t");
            statement.executeUpdate("update t set n = n + 1");
            connection.commit();
        }
    }
}
