package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What a statement reaches beside the watched tables is named, and nothing else is; on a database with all that there
 * is to reach.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReachContractTests {

    final ScriptedGate gate = new ScriptedGate();
    final Hand worker = new Hand("D1");
    DataSource source;
    Database db;

    /** A new database with its schema. */
    abstract DataSource fresh() throws SQLException;

    @BeforeAll
    void open() throws SQLException {
        source = fresh();
        db = Database.watching(source).ignoring("ignored");
        db.open("db", gate);
    }

    @AfterAll
    void close() {
        db.close();
    }

    @BeforeEach
    void forgetWhatWasSeen() {
        gate.seen.clear();
        gate.doubts.clear();
        gate.notes.clear();
    }

    interface Use {
        void of(Connection connection) throws Exception;
    }

    void use(Use use) throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection()) {
                use.of(connection);
            }
            return null;
        });
    }

    /** Sends these in a transaction that is rolled back; what the server refuses was sent all the same. */
    void send(String... statements) throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                send(connection, sql);
            }
            connection.rollback();
        });
    }

    void sendInAutocommit(String sql) throws Exception {
        use(connection -> send(connection, sql));
    }

    private static void send(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            // it is about what the harness says before it is sent
        }
    }

    void assertNamed(String... parts) {
        assertThat(gate.doubts).as("doubts").isNotEmpty();
        assertThat(String.join("\n", gate.doubts)).contains(List.of(parts));
    }

    void assertNothingNamed() {
        assertThat(gate.doubts).isEmpty();
        assertThat(gate.notes).isEmpty();
    }
}
