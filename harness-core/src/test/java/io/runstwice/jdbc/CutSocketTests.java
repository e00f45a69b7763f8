package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A lost message looks exactly like a socket that was really cut: class, SQLState, message, and what comes after. */
class CutSocketTests {

    /** One way to use a connection. */
    enum Use {
        SELECT("SELECT t") {
            @Override
            void on(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.executeQuery("select n from t");
                }
            }
        },
        UPDATE("UPDATE t") {
            @Override
            void on(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("update t set n = 2");
                }
            }
        },
        COMMIT("COMMIT") {
            @Override
            void on(Connection connection) throws SQLException {
                connection.commit();
            }
        },
        ROLLBACK("ROLLBACK") {
            @Override
            void on(Connection connection) throws SQLException {
                connection.rollback();
            }
        };

        final String label;

        Use(String label) {
            this.label = label;
        }

        abstract void on(Connection connection) throws SQLException;
    }

    private PGSimpleDataSource source;

    @BeforeEach
    void aTable() {
        source = Servers.postgres();
        Servers.run(source, "create table t (n int)", "insert into t values (1)");
    }

    private PGSimpleDataSource through(Relay relay) {
        PGSimpleDataSource cut = new PGSimpleDataSource();
        cut.setUrl(source.getUrl().replace(":" + Servers.port(), ":" + relay.port()));
        cut.setUser("postgres");
        return cut;
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void lostRequest_isThrownAsByACutSocket(Use use) throws Exception {
        assertThat(simulated(use, Loss.REQUEST)).isEqualTo(real(use, false));
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void lostReply_isThrownAsByACutSocket(Use use) throws Exception {
        assertThat(simulated(use, Loss.REPLY)).isEqualTo(real(use, true));
    }

    private String real(Use use, boolean afterwards) throws Exception {
        try (Relay relay = new Relay(Servers.port());
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

    private String simulated(Use use, Loss loss) throws Exception {
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
            statement.executeQuery("select 1");
        }
    }

    private static String symptoms(Use use, Connection connection) throws SQLException {
        String first = described(() -> use.on(connection));
        String second = described(connection::createStatement);
        String third = described(() -> connection.setAutoCommit(true));
        return first + "; " + second + "; " + third + "; " + connection.isValid(1) + "; " + connection.isClosed();
    }

    private static String described(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        SQLException thrown = catchThrowableOfType(SQLException.class, call);
        return thrown == null
                ? "nothing"
                : thrown.getClass().getName() + " " + thrown.getSQLState() + " " + thrown.getMessage();
    }

    /**
     * A server that dies by itself is no fault of a schedule: the job gets what its driver throws, and so says the
     * trace.
     */
    @ParameterizedTest
    @EnumSource(Use.class)
    void connectionThatBreaksByItself_isFeltAsWithoutTheTap(Use use) throws Exception {
        ScriptedGate gate = new ScriptedGate();
        try (Relay relay = new Relay(Servers.port())) {
            Database db = Database.watching(through(relay));
            db.open("db", gate);
            try {
                String tapped = gate.as(new Hand("D1"), () -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        begin(connection);
                        relay.cutAtReply();
                        return described(() -> use.on(connection));
                    }
                });
                assertThat(tapped).isEqualTo(firstOf(real(use, true)));
            } finally {
                db.close();
            }
        }
    }

    private static String firstOf(String symptoms) {
        return symptoms.substring(0, symptoms.indexOf("; "));
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
                    return described(() -> Use.UPDATE.on(connection));
                }
            });
            return db.query("select n from t");
        } finally {
            db.close();
        }
    }
}
