package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Loss;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** A connection that serves again is as good as a new one, and its former holder has nothing of it left. */
class SpareTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private Database db;

    private interface Use<T> {
        T of(Connection connection) throws Exception;
    }

    @BeforeEach
    void open() {
        var source = Servers.postgres();
        Servers.run(source, "create table t (id int primary key, n int)", "create sequence s cache 10");
        db = Database.watching(source);
        db.open("db", gate);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private <T> T use(Use<T> use) throws Exception {
        return as(worker, use);
    }

    private <T> T as(String name, Use<T> use) throws Exception {
        return as(new Hand(name), use);
    }

    private <T> T as(Hand hand, Use<T> use) throws Exception {
        return gate.as(hand, () -> {
            try (Connection connection = db.dataSource().getConnection()) {
                return use.of(connection);
            }
        });
    }

    private static Object one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    private static boolean run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private int server() throws Exception {
        return use(SpareTests::server);
    }

    private static int server(Connection connection) throws SQLException {
        return (int) one(connection, "select pg_backend_pid()");
    }

    private void lose(Connection connection, Loss loss) {
        gate.lose(loss, "UPDATE t");
        assertThatThrownBy(() -> run(connection, "update t set n = 1")).isInstanceOf(SQLException.class);
    }

    private int loseOne() throws Exception {
        return use(connection -> {
            int server = server(connection);
            lose(connection, Loss.REQUEST);
            return server;
        });
    }

    @Test
    void lostMessage_theFirstConnectionReallyBreaks_laterOnesServeAgain() throws Exception {
        int first = loseOne();
        int second = loseOne();
        int third = loseOne();

        assertThat(second).isNotEqualTo(first);
        assertThat(third).isEqualTo(second);
        assertThat(server()).isEqualTo(second);
    }

    @Test
    void lostMessage_looksTheSameTheSecondTime() throws Exception {
        List<String> first = use(this::symptoms);
        List<String> second = use(this::symptoms);

        assertThat(second).isEqualTo(first);
        assertThat(first).contains("org.postgresql.util.PSQLException 08003 This connection has been closed.");
    }

    private List<String> symptoms(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        ResultSet rows = connection.createStatement().executeQuery("select 1");
        DatabaseMetaData facts = connection.getMetaData();
        lose(connection, Loss.REPLY);
        List<String> seen = new ArrayList<>();
        seen.add(said(connection::createStatement));
        seen.add(said(() -> connection.prepareStatement("select 1")));
        seen.add(said(() -> connection.setAutoCommit(true)));
        seen.add(said(() -> connection.setReadOnly(true)));
        seen.add(said(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)));
        seen.add(said(connection::getTransactionIsolation));
        seen.add(said(connection::getAutoCommit));
        seen.add(said(connection::commit));
        seen.add(said(connection::rollback));
        seen.add(said(connection::setSavepoint));
        seen.add(said(connection::clearWarnings));
        seen.add(said(connection::getMetaData));
        seen.add(said(() -> facts.getTables(null, null, "t", null)));
        seen.add(said(() -> statement.execute("select 1")));
        seen.add(said(rows::next));
        seen.add(said(statement::close));
        seen.add(connection.isValid(1) + " " + connection.isClosed());
        return seen;
    }

    private static String said(ThrowingCallable call) {
        SQLException thrown = catchThrowableOfType(SQLException.class, call);
        return thrown == null
                ? "nothing"
                : thrown.getClass().getName() + " " + thrown.getSQLState() + " " + thrown.getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_advisory_lock(3)",
                "create temp table scratch (a int)",
                "set timezone = 'Asia/Tokyo'",
                "select set_config('timezone', 'Asia/Tokyo', false)",
                "declare c cursor with hold for select 1",
                "listen bell",
                "select nextval('s')"
            })
    void lostMessage_nothingOfItsSessionIsLeft(String sql) throws Exception {
        loseOne();
        int server = use(connection -> {
            int same = server(connection);
            run(connection, sql);
            lose(connection, Loss.REQUEST);
            return same;
        });

        assertNothingLeft(server);
    }

    @Test
    void lostMessage_takesItsTransactionAlong() throws Exception {
        loseOne();
        int server = use(connection -> {
            connection.setAutoCommit(false);
            int same = server(connection);
            run(connection, "insert into t values (1, 1)");
            lose(connection, Loss.REQUEST);
            return same;
        });

        assertNothingLeft(server);
    }

    private void assertNothingLeft(int server) throws Exception {
        use(connection -> {
            assertThat(server(connection)).isEqualTo(server);
            assertThat(one(connection, """
                    select concat_ws(', ',
                        case when current_setting('timezone') = 'Asia/Tokyo' then 'setting' end,
                        case when current_setting('transaction_isolation') <> 'read committed' then 'isolation' end,
                        case when to_regclass('scratch') is not null then 'temporary table' end,
                        case when exists (select from t) then 'row' end,
                        (select 'cursor ' || name from pg_cursors where name = 'c'),
                        (select 'channel ' || c from pg_listening_channels() c),
                        (select 'lock' from pg_locks where locktype = 'advisory' and objid = 3))""")).isEqualTo("");
            assertThatThrownBy(() -> one(connection, "select lastval()")).hasMessageContaining("lastval");
            return null;
        });
    }

    @Test
    void lostMessageOfAnUnwrappedConnection_reallyBreaks() throws Exception {
        loseOne();
        PGConnection kept = use(connection -> {
            PGConnection driver = connection.unwrap(PGConnection.class);
            lose(connection, Loss.REQUEST);
            return driver;
        });

        assertThat(((Connection) kept).isClosed()).isTrue();
    }

    /** It has not to be told again to each who uses it. */
    @Test
    void usedBesideAnother_hardlyEverLooksForDeadlocksInTheNextHandsToo() throws Exception {
        use(first -> {
            update(first);
            int server = as("D2", second -> {
                update(second);
                assertThat(deadlockTimeout(second)).isEqualTo("1h");
                run(second, "set deadlock_timeout = '7s'");
                return server(second);
            });
            int same = as("D3", SpareTests::server);
            String time = as("D4", SpareTests::deadlockTimeout);
            assertThat(same).isEqualTo(server);
            assertThat(time).isEqualTo("1h");
            return null;
        });
    }

    @Test
    void usedAlone_looksForDeadlocksAsConfigured() throws Exception {
        use(SpareTests::update);

        String time = use(SpareTests::deadlockTimeout);
        assertThat(time).isEqualTo("1s");
    }

    private static String deadlockTimeout(Connection connection) throws SQLException {
        return (String) one(connection, "show deadlock_timeout");
    }

    private static boolean update(Connection connection) throws SQLException {
        return run(connection, "update t set n = 1 where id = 0");
    }
}
