package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * On MariaDB, a lost message looks exactly like a socket that was really cut: class, SQLState, message, and what comes
 * after.
 */
class MariaDbCutSocketTests {

    private MariaDbDataSource source;

    @BeforeEach
    void aTable() {
        source = Servers.mariaDb();
        Servers.run(source, "create table t (n int)", "insert into t values (1)");
    }

    private MariaDbDataSource through(Relay relay) throws SQLException {
        MariaDbDataSource cut =
                new MariaDbDataSource(source.getUrl().replace(":" + MariaDb.port(), ":" + relay.port()));
        cut.setUser("root");
        return cut;
    }

    @ParameterizedTest
    @EnumSource(CutSocketTests.Use.class)
    void lostRequest_isThrownAsByACutSocket(CutSocketTests.Use use) throws Exception {
        assertThat(simulated(use, Loss.REQUEST)).isEqualTo(real(use, false));
    }

    @ParameterizedTest
    @EnumSource(CutSocketTests.Use.class)
    void lostReply_isThrownAsByACutSocket(CutSocketTests.Use use) throws Exception {
        assertThat(simulated(use, Loss.REPLY)).isEqualTo(real(use, true));
    }

    private String real(CutSocketTests.Use use, boolean afterwards) throws Exception {
        try (Relay relay = new Relay(MariaDb.port());
                Connection connection = through(relay).getConnection()) {
            begin(connection);
            if (afterwards) {
                relay.cutAtReply();
            } else {
                relay.cut();
            }
            return symptoms(use, connection);
        }
    }

    private String simulated(CutSocketTests.Use use, Loss loss) throws Exception {
        ScriptedGate gate = new ScriptedGate();
        Database db = Database.watching(source);
        db.open("db", gate);
        try {
            return gate.as(new Hand("D1"), () -> {
                try (Connection connection = db.dataSource().getConnection()) {
                    begin(connection);
                    gate.lose(loss, use.label);
                    return symptoms(use, connection);
                }
            });
        } finally {
            db.close();
        }
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select n from t");
        }
    }

    private static String symptoms(CutSocketTests.Use use, Connection connection) throws SQLException {
        String first = described(() -> use.on(connection));
        String second = described(() -> connection.prepareStatement("select 1"));
        String third = described(() -> connection.setAutoCommit(true));
        return first + "; " + second + "; " + third + "; " + connection.isValid(1) + "; " + connection.isClosed();
    }

    private static String described(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        SQLException thrown = catchThrowableOfType(SQLException.class, call);
        return thrown == null
                ? "nothing"
                : thrown.getClass().getName() + " " + thrown.getSQLState() + " " + thrown.getErrorCode() + " "
                        + thrown.getMessage().replaceFirst("conn=\\d+", "conn=…") + " "
                        + thrown.getCause();
    }

    @Test
    void lostReplyOfAnAutocommitUpdate_tookEffect() throws Exception {
        assertThat(effect(Loss.REPLY)).isEqualTo(2);
        assertThat(effect(Loss.REQUEST)).isEqualTo(1);
    }

    private Object effect(Loss loss) throws Exception {
        ScriptedGate gate = new ScriptedGate();
        Database db = Database.watching(source);
        db.execute("update t set n = 1");
        db.open("db", gate);
        try {
            gate.lose(loss, "UPDATE t");
            gate.as(new Hand("D1"), () -> {
                try (Connection connection = db.dataSource().getConnection()) {
                    return described(() -> CutSocketTests.Use.UPDATE.on(connection));
                }
            });
            return db.query("select n from t");
        } finally {
            db.close();
        }
    }
}
