package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Effect;
import io.runstwice.world.Row;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.WorkerKilled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL delivers to listeners is an effect, and has a ledger. */
class NotificationTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private final DataSource source = Servers.postgres();
    private Database db = Database.watching(source);

    @BeforeEach
    void open() {
        Servers.run(
                source,
                "create table t (id int primary key)",
                "create table told (id int primary key)",
                "create function tell(x text) returns void language plpgsql as"
                        + " $$ begin perform pg_notify('Far', x); end $$",
                "create function tells() returns trigger language plpgsql as"
                        + " $$ begin perform pg_notify('told', new.id::text); return new; end $$",
                "create trigger tells after insert on told for each row execute function tells()",
                "create table ruled (id int)",
                "create rule tells as on insert to ruled do also notify ruled, 'x'",
                "create function tell_constant() returns void language plpgsql as"
                        + " $$ declare channel constant text := 'far'; begin perform pg_notify(channel, 'x'); end $$",
                "create function tell_variable(x text) returns void language plpgsql as"
                        + " $$ declare channel text := 'far'; begin channel := channel || x; perform pg_notify(channel, 'x'); end $$",
                "create function tell_any(x text) returns void language plpgsql as"
                        + " $$ begin perform pg_notify('to_' || x, x); end $$",
                "create function tell_format(x text) returns void language plpgsql as"
                        + " $$ begin execute format('notify %I', x); end $$",
                "create function tell_part(x text) returns void language plpgsql as"
                        + " $$ begin execute format('notify to_%s', x); end $$",
                "create function tell_piece(x text) returns void language plpgsql as"
                        + " $$ begin execute 'notify to_' || x; end $$",
                "create function tell_payload(x text) returns void language plpgsql as"
                        + " $$ begin execute 'notify far, ' || quote_literal(x); end $$",
                "create function tell_text(x text) returns void language plpgsql as"
                        + " $$ begin execute 'notify far, $q$x$q$'; end $$");
        db.open("db", gate);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private interface Use {
        void of(Connection connection, Statement statement) throws SQLException;
    }

    private void use(Use use) throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                use.of(connection, statement);
            }
            return null;
        });
    }

    private List<String> told() {
        return told(db.observe());
    }

    private static List<String> told(State state) {
        return state.tables().stream()
                .filter(table -> table.name().equals("notifications"))
                .flatMap(table -> table.rows().stream())
                .map(Row::cells)
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notify far, 'x'",
                "NOTIFY \"far\", 'x'",
                "select pg_notify('far', 'x')",
                "select 1, pg_catalog.pg_notify('far'::text, 'x')",
                "do $$ begin perform pg_notify('far', 'x'); end $$",
                "do $$ begin notify far, 'x'; end $$",
                "select tell_constant()",
                "select tell_payload('x')",
                "select tell_text('x')",
                "with x as (select pg_notify('far', 'x')) select * from x",
            })
    void notifyInAutocommit_isDelivered(String sql) throws Exception {
        use((connection, statement) -> statement.execute(sql));

        assertThat(told()).containsExactly("[far, x]");
        assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
        assertThat(gate.doubts).isEmpty();
    }

    @Test
    void withinATransaction_isDeliveredByItsCommit_andOnce() throws Exception {
        use((connection, statement) -> {
            connection.setAutoCommit(false);
            statement.execute("notify far, 'x'");
            statement.execute("notify far, 'x'");
            statement.execute("notify far, 'y'");
            assertThat(gate.last().effect()).isEqualTo(Effect.PENDING);
            assertThat(told()).isEmpty();

            connection.commit();
            assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
        });

        assertThat(told()).containsExactly("[far, x]", "[far, y]");
    }

    @Test
    void rolledBack_isNothing() throws Exception {
        use((connection, statement) -> {
            connection.setAutoCommit(false);
            statement.execute("notify far, 'x'");
            connection.rollback();
            assertThat(gate.last().effect()).isEqualTo(Effect.NONE);
        });

        assertThat(told()).isEmpty();
    }

    @Test
    void deadWorker_tellsNobody() throws Exception {
        gate.killBefore("COMMIT");
        try {
            use((connection, statement) -> {
                connection.setAutoCommit(false);
                statement.execute("notify far, 'x'");
                connection.commit();
            });
        } catch (WorkerKilled killed) {
            db.end(worker);
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void triggerRoutineAndRule_areHeard() throws Exception {
        use((connection, statement) -> {
            statement.execute("insert into told values (1), (2)");
            statement.execute("select tell('x')");
            statement.execute("insert into ruled values (1)");
        });

        assertThat(told()).containsExactlyInAnyOrder("[told, 1]", "[told, 2]", "[Far, x]", "[ruled, x]");
        assertThat(gate.doubts).isEmpty();
    }

    @Test
    void channelAsAParameter_isHeard() throws Exception {
        use((connection, statement) -> {
            try (PreparedStatement tell = connection.prepareStatement("select ?::text, pg_notify(?, ?)")) {
                tell.setString(1, "a");
                tell.setString(2, "Any thing");
                tell.setString(3, "x");
                tell.execute();
            }
            try (PreparedStatement tell = connection.prepareStatement("insert into told values (?)")) {
                tell.setInt(1, 1);
                tell.addBatch();
                tell.setInt(1, 2);
                tell.addBatch();
                tell.executeBatch();
            }
        });

        assertThat(told()).containsExactlyInAnyOrder("[Any thing, x]", "[told, 1]", "[told, 2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tell_any", "tell_variable", "tell_format", "tell_part", "tell_piece"})
    void channelThatIsPutTogether_isNamed(String routine) throws Exception {
        use((connection, statement) -> statement.execute("select " + routine + "('x')"));

        assertThat(gate.doubts)
                .singleElement()
                .asString()
                .contains("a channel whose name is put together by the database (NOTIFY in " + routine + ")");
    }

    @Test
    void worldThatIsPutBack_hasHeardWhatItHadHeard() throws Exception {
        use((connection, statement) -> statement.execute("notify far, 'x'"));
        Snapshot snapshot = db.capture();
        use((connection, statement) -> statement.execute("notify far, 'y'"));
        assertThat(told(snapshot.memory())).containsExactly("[far, x]");
        assertThat(told()).containsExactly("[far, x]", "[far, y]");

        use((connection, statement) -> statement.execute("notify far, 'z'"));
        db.restore(snapshot);

        assertThat(told()).containsExactly("[far, x]");
    }

    @Test
    void tableOfTheSameName_keepsIt() throws Exception {
        db.close();
        Servers.run(source, "create table notifications (id int)");
        db.open("db", gate);

        use((connection, statement) -> statement.execute("notify far, 'x'"));

        assertThat(db.observe().tables())
                .filteredOn(table -> table.name().equals("NOTIFY"))
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).hasSize(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void leftOut_isNotCompared() throws Exception {
        db.close();
        db = Database.watching(source).ignoring("notifications");
        db.open("db", gate);

        use((connection, statement) -> {
            statement.execute("notify far, 'x'");
            statement.execute("select tell_any('x')");
        });

        assertThat(told()).isEmpty();
        assertThat(gate.doubts).isEmpty();
    }
}
