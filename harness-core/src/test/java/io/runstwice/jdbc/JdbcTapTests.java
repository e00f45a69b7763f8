package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Effect;
import io.runstwice.world.WorkerKilled;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** The tap is a faithful JDBC citizen, and every way to change the world through it passes the gate. */
class JdbcTapTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private Database db;

    private interface Use {
        void of(Connection connection) throws Exception;
    }

    @BeforeEach
    void open() {
        DataSource source = Servers.postgres();
        Servers.run(
                source,
                "create table t (id int primary key, n int)",
                "create sequence s",
                "create function strange() returns int language sql as 'select 1'",
                "create procedure commits() language plpgsql as $$ begin insert into t values (50); commit; end $$",
                "create function twice(a int) returns int language sql as 'select a * 2'");
        db = Database.watching(source);
        db.open("db", gate);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void use(Use use) throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection()) {
                use.of(connection);
            }
            return null;
        });
    }

    private Effect effect(String sql) throws Exception {
        gate.seen.clear();
        use(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
        return gate.seen.get(0).effect();
    }

    private Effect effectInTransaction(String sql) throws Exception {
        gate.seen.clear();
        use(connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            connection.rollback();
        });
        return gate.seen.get(0).effect();
    }

    @Test
    void effect_isWhatALaterDeliveryCouldNotice() throws Exception {
        assertThat(effect("select n from t")).isEqualTo(Effect.NONE);
        assertThat(effect("update t set n = 1")).isEqualTo(Effect.NONE);
        assertThat(effect("insert into t values (1, 1)")).isEqualTo(Effect.DURABLE);
        assertThat(effect("set application_name = 'x'")).isEqualTo(Effect.NONE);
        assertThat(effect("select strange()")).isEqualTo(Effect.DURABLE);
        assertThat(effectInTransaction("update t set n = 2")).isEqualTo(Effect.PENDING);
        assertThat(effectInTransaction("select nextval('s')")).isEqualTo(Effect.DURABLE);
        assertThat(effectInTransaction("select pg_try_advisory_lock(1)")).isEqualTo(Effect.DURABLE);
        assertThat(effectInTransaction("select n from t for update")).isEqualTo(Effect.NONE);
    }

    @Test
    void commit_changesWhatItsOwnTransactionWrote() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into t values (1, 1)");
                connection.commit();
                assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);

                statement.execute("select strange()");
                connection.commit();
                assertThat(gate.last().effect()).isEqualTo(Effect.NONE);

                statement.execute("insert into t values (2, 2)");
                connection.rollback();
                statement.execute("select strange()");
                connection.commit();
                assertThat(gate.last().effect()).isEqualTo(Effect.NONE);

                for (String text : List.of("rollback and chain", "rollback; begin")) {
                    statement.execute("insert into t values (2, 2)");
                    statement.execute(text);
                    statement.execute("select strange()");
                    connection.commit();
                    assertThat(gate.last().effect()).as(text).isEqualTo(Effect.NONE);
                }
            }
        });
    }

    @Test
    void commitOfAPureTransaction_changesNothing() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            connection.createStatement().executeQuery("select n from t");
            connection.commit();
        });

        assertThat(gate.last().label()).isEqualTo("COMMIT");
        assertThat(gate.last().effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void everyWayToEndATransaction_passesTheGate() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into t values (1, 1)");
            connection.setAutoCommit(true);
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into t values (2, 2)");
        });

        assertThat(gate.labels()).containsExactly("INSERT t", "COMMIT", "INSERT t", "ROLLBACK");
        assertThat(db.query("select count(*) from t")).isEqualTo(1L);
    }

    @Test
    void batchInAutocommit_hasPointsBetweenItsRows() throws Exception {
        gate.killAfter("");
        use(connection -> {
            PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)");
            for (int i = 0; i < 3; i++) {
                insert.setInt(1, i);
                insert.setInt(2, i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        });

        assertThat(gate.labels()).containsExactly("INSERT t", "INSERT t", "INSERT t");
        assertThat(gate.last().interaction().detail()).isEqualTo("INSERT t values (2, 2)");
    }

    @Test
    void longBatch_isCutIntoTwentyPieces_andSaysSo() throws Exception {
        use(connection -> {
            Statement statement = connection.createStatement();
            for (int i = 0; i < 50; i++) {
                statement.addBatch("insert into t values (" + i + ", 0)");
            }
            assertThat(statement.executeBatch()).hasSize(50);
        });

        assertThat(gate.labels()).hasSizeLessThanOrEqualTo(20);
        assertThat(gate.notes).anyMatch(note -> note.contains("50 rows"));
        assertThat(db.query("select count(*) from t")).isEqualTo(50L);
    }

    @Test
    void failingBatch_throwsOneExceptionForAllRows() throws Exception {
        db.execute("insert into t values (1, 1)");
        use(connection -> {
            PreparedStatement insert = connection.prepareStatement("insert into t values (?, 0)");
            for (int i = 0; i < 3; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, failure -> {
                assertThat(failure.getSQLState()).isEqualTo("23505");
                assertThat(failure.getUpdateCounts())
                        .containsExactly(1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
            });
        });
    }

    @Test
    void batchInATransaction_isOneInteraction() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            PreparedStatement insert = connection.prepareStatement("insert into t values (?, 0)");
            for (int i = 0; i < 3; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        });

        assertThat(gate.labels()).containsExactly("INSERT t", "COMMIT");
    }

    @Test
    void identity_leadsBackToTappedObjects() throws Exception {
        use(connection -> {
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("select id from t");
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(rows.getStatement().getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection).isEqualTo(connection).hasSameHashCodeAs(connection);
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
        });
        assertThat(gate.doubts).isEmpty();
    }

    @Test
    void unwrapping_makesTheRunInconclusiveByName() throws Exception {
        use(connection -> assertThat(connection.unwrap(PGConnection.class)).isNotNull());

        assertThat(gate.doubts).singleElement().asString().contains("unwrapped org.postgresql.PGConnection");
    }

    @Test
    void schemaChangeAndCommittingProcedure_areNamed() throws Exception {
        effect("create table other (a int)");
        effect("call commits()");

        assertThat(gate.doubts).hasSize(2);
        assertThat(gate.doubts.get(0)).contains("changes the schema");
        assertThat(gate.doubts.get(1)).contains("commits by itself");
    }

    @Test
    void updatableResultSet_writesThroughTheGate() throws Exception {
        db.execute("insert into t values (1, 1)");
        use(connection -> {
            Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
            ResultSet rows = statement.executeQuery("select id, n from t");
            rows.next();
            rows.updateInt("n", 5);
            rows.updateRow();
        });

        assertThat(gate.labels()).containsExactly("SELECT t", "UPDATE t");
        assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
        assertThat(db.query("select n from t")).isEqualTo(5);
    }

    @Test
    void savepointsCallsKeysAndStreams_work() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            Savepoint savepoint = connection.setSavepoint();
            PreparedStatement insert =
                    connection.prepareStatement("insert into t values (1, 1)", Statement.RETURN_GENERATED_KEYS);
            insert.executeUpdate();
            ResultSet keys = insert.getGeneratedKeys();
            assertThat(keys.next()).isTrue();
            assertThat(keys.getInt("id")).isEqualTo(1);
            connection.rollback(savepoint);
            CallableStatement call = connection.prepareCall("{ ? = call twice(?) }");
            call.registerOutParameter(1, java.sql.Types.INTEGER);
            call.setInt(2, 21);
            call.execute();
            assertThat(call.getInt(1)).isEqualTo(42);
            Statement stream = connection.createStatement();
            stream.setFetchSize(2);
            ResultSet rows = stream.executeQuery("select * from generate_series(1, 7)");
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(7);
            connection.rollback();
        });
    }

    @Test
    void closedConnection_refusesAsTheDriverDoes_andItsSuccessorIsFresh() throws Exception {
        gate.as(worker, () -> {
            Connection first = db.dataSource().getConnection();
            Statement old = first.createStatement();
            old.execute("set timezone = 'Asia/Tokyo'");
            old.execute("create temp table scratch (a int)");
            old.execute("select pg_advisory_lock(3)");
            first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            first.setReadOnly(true);
            first.setAutoCommit(false);
            first.close();
            assertThat(first.isClosed()).isTrue();
            assertThat(first.isValid(1)).isFalse();
            assertThatThrownBy(first::createStatement)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("This connection has been closed.");
            assertThatThrownBy(() -> old.execute("select 1")).isInstanceOf(SQLException.class);
            Connection next = db.dataSource().getConnection();
            assertThat(next.getAutoCommit()).isTrue();
            assertThat(next.isReadOnly()).isFalse();
            assertThat(next.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            try (Statement statement = next.createStatement();
                    ResultSet rows = statement.executeQuery("select current_setting('timezone') <> 'Asia/Tokyo'"
                            + " and to_regclass('scratch') is null and current_setting('application_name') = ''"
                            + " and not exists (select from pg_locks where locktype = 'advisory' and objid = 3)")) {
                rows.next();
                assertThat(rows.getBoolean(1)).isTrue();
            }
            next.close();
            return null;
        });
    }

    @Test
    void endOfRun_takesTheTransactionThatAWorkerLeftOpen() throws Exception {
        Connection left = gate.as(worker, () -> {
            Connection connection = db.dataSource().getConnection();
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into t values (1, 1)");
            return connection;
        });
        db.end(worker);
        db.endRun();

        assertThat(
                        db.query(
                                "select count(*) from pg_stat_activity where state like 'idle in%' and datname = current_database()"))
                .isEqualTo(0L);
        assertThat(left).isNotNull();
        assertThat(Collections.unmodifiableList(gate.doubts)).isEmpty();
    }

    @Test
    void killedWorkers_leaveNoConnectionsBehind() throws Exception {
        for (int i = 0; i < 40; i++) {
            Hand dead = new Hand("D" + i);
            gate.killAfter("INSERT t");
            int id = i;
            assertThatThrownBy(() -> gate.as(dead, () -> {
                        Connection leaked = db.dataSource().getConnection();
                        leaked.setAutoCommit(false);
                        return leaked.createStatement().execute("insert into t values (" + id + ", 1)");
                    }))
                    .isInstanceOf(WorkerKilled.class);
            db.end(dead);
            db.endRun();
        }

        assertThat((Long) db.query("select count(*) from pg_stat_activity where datname = current_database()"))
                .isLessThan(5L);
        assertThat(db.query("select count(*) from t")).isEqualTo(0L);
    }
}
