package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.sql.Name;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Effect;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import io.runstwice.world.WorkerKilled;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** What is MariaDB's own way: transactions that end by themselves, locks by name, triggers, privileges. */
class MariaDbTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private MariaDbDataSource source;
    private Database db;

    @BeforeEach
    void aTable() {
        source = Servers.mariaDb();
        Servers.run(source, "create table t (id int primary key, n int)", "insert into t values (1, 1)");
        db = Database.watching(source);
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

    private Effect effect(String sql) throws Exception {
        gate.seen.clear();
        use((connection, statement) -> statement.execute(sql));
        return gate.seen.get(0).effect();
    }

    @Test
    void effect_isWhatALaterDeliveryCouldNotice() throws Exception {
        assertThat(effect("select n from t where id = 1 for update")).isEqualTo(Effect.NONE);
        assertThat(effect("update t set n = 2 where id = 9")).isEqualTo(Effect.NONE);
        assertThat(effect("update t set n = 2 where id = 1")).isEqualTo(Effect.DURABLE);
        assertThat(effect("insert ignore into t values (2, 2)")).isEqualTo(Effect.DURABLE);
        assertThat(effect("replace into t values (2, 3)")).isEqualTo(Effect.DURABLE);
        assertThat(effect("insert into t values (2, 3) on duplicate key update n = values(n)"))
                .isEqualTo(Effect.DURABLE);
        assertThat(effect("select get_lock('x', 0)")).isEqualTo(Effect.DURABLE);
        assertThat(effect("select release_lock('x')")).isEqualTo(Effect.DURABLE);
        assertThat(effect("set @mine = 1")).isEqualTo(Effect.NONE);
    }

    @Test
    void commitOfATransaction_isDurableOnlyIfARowChanged() throws Exception {
        use((connection, statement) -> {
            connection.setAutoCommit(false);
            statement.executeUpdate("update t set n = n where id = 1");
            connection.commit();
            assertThat(gate.last().effect()).isEqualTo(Effect.NONE);
            statement.executeUpdate("update t set n = n + 1 where id = 1");
            assertThat(gate.last().effect()).isEqualTo(Effect.PENDING);
            connection.commit();
            assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"begin", "start transaction", "set autocommit = 1", "lock tables t write", "truncate table t"})
    void statementThatCommitsWithoutSayingSo_isDurable(String sql) throws Exception {
        use((connection, statement) -> {
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into t values (5, 5)");
            statement.execute(sql);
            assertThat(gate.last().effect()).isEqualTo(Effect.DURABLE);
            assertThat(gate.last().label()).startsWith(sql.split(" ")[0].toUpperCase(java.util.Locale.ROOT));
        });
    }

    @Test
    void refusedStatementInAutocommit_leavesNoTransaction() throws Exception {
        use((connection, statement) -> {
            assertThatThrownBy(() -> statement.executeUpdate("insert into t values (1, 1)"))
                    .isInstanceOf(SQLException.class);
            assertThat(gate.last().effect()).isEqualTo(Effect.NONE);
        });

        assertThat(gate.labels()).containsExactly("INSERT t");
    }

    @Test
    void statementThatWritesSeveralTables_isNoPlainWrite() {
        assertThat(phrase("update a join b on a.id = b.id set b.n = 1").isPlainWrite())
                .isFalse();
        assertThat(phrase("update a, b set b.n = 1").isPlainWrite()).isFalse();
        assertThat(phrase("delete a, b from a join b using (id)").isPlainWrite())
                .isFalse();
        assertThat(phrase("update a set n = 1 where id in (1, 2)").isPlainWrite())
                .isTrue();
        assertThat(phrase("delete from a where id in (1, 2)").isPlainWrite()).isTrue();
        assertThat(Sql.of("load data infile 'x' into table t").staysInSession()).isFalse();
    }

    @Test
    void stringsAndComments_areReadAsMariaDbReadsThem() {
        assertThat(phrase("select \"it's; delete from a\" from b").relations).containsExactly(new Name("", "b"));
        assertThat(phrase("select 'it\\'s; delete from a' from b").relations).containsExactly(new Name("", "b"));
        assertThat(phrase("# delete from a\nselect 1 from b").verb).isEqualTo("SELECT");
        assertThat(phrase("/*!50000 delete from */ b").verb).isEqualTo("DELETE");
        assertThat(Catalog.EMPTY.purity().isPure(phrase("select next value for s")))
                .isFalse();
    }

    private static Phrase phrase(String sql) {
        return Sql.of(sql, true).phrases.get(0);
    }

    @Test
    void deadWorkerBelowAPool_leavesNoLockTableOrSetting() throws Exception {
        db.close();
        HikariConfig config = new HikariConfig();
        try (HikariDataSource pool = pool(config)) {
            gate.killAfter("UPDATE t");
            assertThatThrownBy(() -> gate.as(worker, () -> {
                        try (Connection connection = pool.getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute("select get_lock('mine', 0)");
                            statement.execute("create temporary table scratch (a int)");
                            statement.execute("set session sql_mode = 'ANSI'");
                            statement.execute("set @@session.innodb_lock_wait_timeout = 7");
                            connection.setAutoCommit(false);
                            return statement.executeUpdate("update t set n = 9");
                        }
                    }))
                    .isInstanceOf(WorkerKilled.class);
            db.end(worker);

            assertThat(db.query("select is_free_lock('mine')")).isEqualTo(1);
            assertThat(db.query("select n from t")).isEqualTo(1);
            gate.as(new Hand("D2"), () -> {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    assertThat(connection.getAutoCommit()).isTrue();
                    assertThatThrownBy(() -> statement.execute("select * from scratch"))
                            .hasMessageContaining("doesn't exist");
                    var rows = statement.executeQuery(
                            "select @@sql_mode like '%STRICT_TRANS_TABLES%' and @@innodb_lock_wait_timeout = 50");
                    rows.next();
                    assertThat(rows.getBoolean(1)).isTrue();
                }
                return null;
            });
        }
    }

    private HikariDataSource pool(HikariConfig config) {
        db = Database.watching(source);
        db.open("db", gate);
        config.setDataSource(db.dataSource());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @Test
    void explorationOfAnotherProcess_isNamed() throws Exception {
        db.close();
        try (Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select get_lock(concat('runstwice ', sha1(database())), 0)");
            assertThatThrownBy(() -> db.open("db", Gate.open()))
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("root@")
                    .hasMessageContaining("(server session ");
        }
        MariaDbDataSource another = Servers.mariaDb();
        Database independent = Database.watching(another);
        independent.open("db", Gate.open());
        independent.close();
    }

    @Test
    void databaseThatTheUrlDoesNotName_isRefused() {
        assertThatThrownBy(() -> Database.at(MariaDb.url(""), "root", "").open("db", Gate.open()))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("names none");
    }

    @Test
    void tableWithoutTransactions_isRefused() {
        Servers.run(source, "create table old (n int) engine = MyISAM");
        db.close();

        assertThatThrownBy(() -> db.open("db", Gate.open()))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("old has the engine MyISAM");
        db.ignoring("old").open("db", Gate.open());
    }

    @Test
    void userWhoMayNotWriteOrAlter_isToldWhatToGrant() {
        Servers.run(source, "create table counted (id int primary key auto_increment)");
        Servers.run(source, "create or replace user clerk@'%'", "grant select on t to clerk@'%'");
        db.close();
        Database clerks = Database.at(source.getUrl().replaceFirst("\\?.*", ""), "clerk", "");
        assertThatThrownBy(() -> clerks.open("db", Gate.open()))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("Database.ignoring(\"t\")");
        Servers.run(source, "grant select, insert, update, delete on *.* to clerk@'%'");
        assertThatThrownBy(() -> clerks.open("db", Gate.open()))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("grant alter on");
        Servers.run(source, "grant alter on *.* to clerk@'%'");
        clerks.open("db", Gate.open());
        clerks.close();
        assertThat(List.copyOf(gate.doubts)).isEmpty();
    }
}
