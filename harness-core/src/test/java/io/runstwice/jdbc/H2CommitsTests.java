package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.jdbc.dialect.Direct;
import io.runstwice.world.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H2 ends the open transaction of a session that changes its schema or its settings: what was written before is durable
 * then.
 */
class H2CommitsTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private final DataSource source = Servers.h2();
    private final Database db = Database.watching(source);

    @BeforeEach
    void open() {
        Servers.run(source, "create table claim (id int primary key)", "create table other (id int)");
        db.open("db", gate);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private interface Check {
        void of(Connection connection, Statement statement) throws SQLException;
    }

    private void afterAClaim(Check check) throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("select * from other"); // the transaction begins
                statement.execute("merge into claim values (1)");
                assertThat(gate.last().effect()).isEqualTo(Effect.PENDING);
                check.of(connection, statement);
                connection.rollback();
            }
            return null;
        });
    }

    /** Nothing has begun the transaction before it. */
    @Test
    void firstWriteOfATransaction_isNotDurable() throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("merge into claim values (1)");
                assertThat(gate.last().effect()).isEqualTo(Effect.PENDING);
                connection.commit();
                assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
                connection.setAutoCommit(true);
                statement.execute("merge into claim values (2)");
                assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
            }
            return null;
        });
    }

    private int claims() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return ((Number) java.util.Objects.requireNonNull(Direct.query(connection, "select count(*) from claim")))
                    .intValue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set transaction isolation level read committed",
                "set session characteristics as transaction isolation level read committed",
                "create local temporary table tmp (id int)",
                "drop table if exists nothing",
                "comment on table claim is 'x'",
                "set mode regular",
                "set referential_integrity true",
                "set max_memory_rows 1000",
                "set default_lock_timeout 1000",
                "set ignorecase false",
                "analyze",
            })
    void whatCommitsSilently_isSeenToMakeTheClaimDurable(String sql) throws Exception {
        afterAClaim((connection, statement) -> {
            statement.execute(sql);
            assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
        });

        assertThat(claims()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set lock_timeout 1000",
                "set schema public",
                "set time zone 'UTC'",
                "set @x = 1",
                "savepoint sp",
                "select * from other",
                "with w as (select 1) select * from w",
                "(select 1)",
                "values (1)",
                "explain select 1",
                "execute immediate 'set mode' || ' regular'",
            })
    void whatStaysInTheTransaction_makesNothingDurable(String sql) throws Exception {
        afterAClaim((connection, statement) -> {
            statement.execute(sql);
            assertThat(gate.last().effect()).isNotEqualTo(Effect.DURABLE);
        });

        assertThat(claims()).isZero();
    }

    @Test
    void whatCommitsAndIsRefusedThen_hasCommittedAllTheSame() throws Exception {
        Servers.run(source, "create table if not exists taken (id int)");
        afterAClaim((connection, statement) -> {
            assertThatThrownBy(() -> statement.execute("create local temporary table other (id int)"))
                    .isInstanceOf(SQLException.class);
            boolean durable = gate.last().effect() == Effect.DURABLE;
            assertThat(durable).isEqualTo(claims() == 1);
        });
    }
}
