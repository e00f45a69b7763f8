package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Footprint;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A lock that lives as long as its session is let go of when that is closed, and others notice. */
class SessionLockTests {

    private static final String TABLE = "create table plain (id int primary key)";

    private final ScriptedGate gate = new ScriptedGate();
    private Database db;

    @AfterEach
    void close() {
        db.close();
    }

    private void use(DataSource source, List<String> statements) throws Exception {
        db = Database.watching(source);
        db.open("db", gate);
        gate.as(new Hand("D1"), () -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    private static DataSource postgres() {
        DataSource source = Servers.postgres();
        Servers.run(
                source,
                TABLE,
                "create function locking() returns text language sql as 'select pg_advisory_lock(7)::text'",
                "create function harmless() returns int language sql as 'select 1'");
        return source;
    }

    private static DataSource mariaDb() {
        DataSource source = Servers.mariaDb();
        Servers.run(source, TABLE);
        return source;
    }

    static Stream<Arguments> locking() {
        return Stream.of(
                Arguments.of(postgres(), List.of("select pg_advisory_lock(7)")),
                Arguments.of(postgres(), List.of("select pg_try_advisory_lock(7)", "select 1")),
                Arguments.of(postgres(), List.of("select locking()")),
                Arguments.of(mariaDb(), List.of("select get_lock('seven', 0)")),
                Arguments.of(mariaDb(), List.of("lock tables plain write")));
    }

    @ParameterizedTest
    @MethodSource("locking")
    void closedWithItsLock_isAnInteractionThatOthersNotice(DataSource source, List<String> statements)
            throws Exception {
        use(source, statements);

        assertThat(gate.last().label()).isEqualTo("CLOSE");
        Footprint lock = gate.seen.get(0).interaction().footprint();
        assertThat(gate.last().interaction().footprint().conflictsWith(lock)).isTrue();
        assertThat(gate.last().interaction().losses()).isEmpty();
    }

    static Stream<Arguments> notLocking() {
        return Stream.of(
                Arguments.of(postgres(), List.of("select pg_advisory_lock(7)", "select pg_advisory_unlock(7)")),
                Arguments.of(postgres(), List.of("select pg_advisory_xact_lock(7)")),
                Arguments.of(postgres(), List.of("select harmless()")),
                Arguments.of(postgres(), List.of("insert into plain values (1)")),
                Arguments.of(mariaDb(), List.of("insert into plain values (1)")));
    }

    @ParameterizedTest
    @MethodSource("notLocking")
    void closedWithoutALock_isNone(DataSource source, List<String> statements) throws Exception {
        use(source, statements);

        assertThat(gate.labels()).doesNotContain("CLOSE");
    }

    @Test
    void lockIsGone_whenTheCloseHasPassed() throws Exception {
        use(postgres(), List.of("select pg_advisory_lock(7)"));

        assertThat(db.query("select count(*) from pg_locks where locktype = 'advisory' and objid = 7"))
                .isEqualTo(0L);
    }

    @Test
    void givenBackToAPool_isAnInteractionToo() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres());
        config.setMaximumPoolSize(4);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            use(pool, List.of("select pg_advisory_lock(7)"));

            assertThat(gate.last().label()).isEqualTo("CLOSE");
        }
    }
}
