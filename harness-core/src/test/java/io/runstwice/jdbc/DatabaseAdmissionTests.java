package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import javax.sql.DataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What must not be explored is refused, says why, and nothing has been changed. */
@Tag("exhaustive")
class DatabaseAdmissionTests {

    private static void open(Database db) {
        db.open("db", Gate.open());
    }

    @Test
    void noDataSource_isRefused() {
        assertThatThrownBy(() -> Database.watching((DataSource) null))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("needs a DataSource");
        assertThatThrownBy(() -> open(Database.watching(() -> null)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("supplier gave null");
    }

    @Test
    void closedPool_isRefusedWithItsCause() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Servers.h2());
        HikariDataSource pool = new HikariDataSource(config);
        pool.close();

        assertThatThrownBy(() -> open(Database.watching(pool)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("cannot be reached")
                .hasCauseInstanceOf(java.sql.SQLException.class);
    }

    @Test
    void twoExplorationsOfOneDatabase_theSecondIsToldWhoHoldsIt() {
        DataSource source = Servers.postgres();
        Database first = Database.watching(source);
        first.open("orders", Gate.open());
        try {
            assertThatThrownBy(() -> open(Database.watching(source)))
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining(
                            "orders (process " + ProcessHandle.current().pid());
        } finally {
            first.close();
        }
        Database next = Database.watching(source);
        open(next);
        next.close();
    }

    @Test
    void explorationOfAnotherProcess_isNamed() throws Exception {
        PGSimpleDataSource source = Servers.postgres();
        try (var other = source.getConnection()) {
            other.setClientInfo("ApplicationName", "somebody else");
            try (var statement = other.createStatement()) {
                statement.execute("select pg_advisory_lock(" + 0x72756e7374776963L + ")");
            }
            assertThatThrownBy(() -> open(Database.watching(source)))
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("somebody else (server process");
        }
        Database free = Database.watching(source);
        open(free);
        free.close();
    }

    /** Not even one of the four may be: where a worker holds other rows, time passes by updates. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert, update, delete",
                "select, update, delete",
                "select, insert, delete",
                "select, insert, update"
            })
    void tableOfWhichARightIsMissing_isNamedWithTheWayOut(String rights) {
        PGSimpleDataSource source = Servers.postgres();
        String name = "clerk_" + rights.replace(", ", "_"); // roles are those of the whole server
        Servers.run(
                source,
                "create role " + name + " login",
                "create table open_to_all (n int)",
                "create table secret (n int)",
                "grant all on open_to_all to " + name,
                "grant " + rights + " on secret to " + name);
        PGSimpleDataSource clerk = new PGSimpleDataSource();
        clerk.setUrl(source.getUrl());
        clerk.setUser(name);

        assertThatThrownBy(() -> open(Database.watching(clerk)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("Database.ignoring(\"secret\")");
    }

    /** An exploration that is refused must not hold the database: after the grant it is explored in the same JVM. */
    @ParameterizedTest
    @ValueSource(strings = {"select", "update", "usage"})
    void sequenceOfWhichARightIsMissing_isNamedWithTheWayOut_andNotHeldThen(String right) throws Exception {
        PGSimpleDataSource source = Servers.postgres();
        String name = "counter_" + right; // roles are those of the whole server
        Servers.run(
                source,
                "create role " + name + " login",
                "create table t (n int)",
                "create sequence \"Numbers\"",
                "grant all on t to " + name,
                "grant " + right + " on sequence \"Numbers\" to " + name,
                "grant set on parameter session_replication_role to " + name);
        PGSimpleDataSource counter = new PGSimpleDataSource();
        counter.setUrl(source.getUrl());
        counter.setUser(name);

        assertThatThrownBy(() -> open(Database.watching(counter)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("grant select, update on sequence public.\"Numbers\" to \"" + name + "\"");

        Servers.run(source, "grant all on sequence \"Numbers\" to " + name);
        Database granted = Database.watching(counter);
        open(granted);
        granted.close();
    }

    /**
     * The rows of that partition would be deleted on the other server, and be put back there, once for each schedule.
     */
    @Test
    void tableWithAForeignPartition_isRefused_unlessItIsLeftOut() {
        PGSimpleDataSource source = Servers.postgres();
        Servers.run(
                source,
                "create extension file_fdw",
                "create server far foreign data wrapper file_fdw",
                "create table events (id int) partition by range (id)",
                "create table events_low partition of events for values from (0) to (9) partition by range (id)",
                "create table events_new partition of events for values from (9) to (99)",
                "create foreign table events_old partition of events_low for values from (0) to (9) server far"
                        + " options (filename '/dev/null')",
                "create table local (id int) partition by range (id)",
                "create table local_new partition of local for values from (0) to (9)");

        assertThatThrownBy(() -> open(Database.watching(source)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("its partition events_old (a foreign table)")
                .hasMessageContaining("Database.ignoring(\"events\")");

        Database without = Database.watching(source).ignoring("events");
        open(without);
        without.close();
    }

    /** Its connection never closes. By its name it is none of a pool, so the harness keeps it. */
    private static final class StayingDriverManagerDataSource extends SingleConnectionDataSource {

        StayingDriverManagerDataSource(String url) {
            super(url, "postgres", "", true);
        }
    }

    /**
     * An exploration that left that to the end of its session would keep the lock here, and elsewhere for as long as
     * the server needs to notice.
     */
    @Test
    void refusedDatabase_isNotHeldAnyMore() {
        PGSimpleDataSource source = Servers.postgres();
        Servers.run(source, "create table charges (n int)");
        StayingDriverManagerDataSource staying = new StayingDriverManagerDataSource(source.getUrl());

        assertThatThrownBy(() -> open(Database.watching(staying).atLeastOnce("charge")))
                .hasMessageContaining("[charges]");

        Database other = Database.watching(source);
        open(other);
        other.close();
        staying.destroy();
    }

    @Test
    void userWhoMayNotHoldTriggersStill_isToldWhatToGrant() {
        PGSimpleDataSource source = Servers.postgres();
        Servers.run(
                source,
                "drop role if exists owner",
                "create role owner login",
                "create table mine (n int)",
                "grant all on mine to owner");
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(source.getUrl());
        owner.setUser("owner");

        assertThatThrownBy(() -> open(Database.watching(owner)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("grant set on parameter session_replication_role to \"owner\"");

        Servers.run(source, "grant set on parameter session_replication_role to owner");
        Database granted = Database.watching(owner);
        open(granted);
        var before = granted.capture();
        granted.execute("insert into mine values (1)");
        granted.restore(before);
        assertThat(granted.query("select count(*) from mine")).isEqualTo(0L);
        granted.close();
        Servers.run(source, "revoke set on parameter session_replication_role from owner");
    }

    @Test
    void declarationOfATableThatIsNotThere_isRefused() {
        PGSimpleDataSource source = Servers.postgres();
        Servers.run(source, "create table charges (n int)");

        assertThatThrownBy(() -> open(Database.watching(source).atLeastOnce("charge")))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("charge,")
                .hasMessageContaining("[charges]");
    }

    @Test
    void declarationWhileOpen_isRefused() {
        Database db = Database.watching(Servers.h2());
        open(db);
        try {
            assertThatThrownBy(() -> db.ignoring("t"))
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("while an exploration runs");
        } finally {
            db.close();
        }
    }

    @Test
    void ignoredTable_isNeitherShownNorPutBack() {
        DataSource source = Servers.h2();
        Servers.run(source, "create table kept (n int)", "create table audit_log (n int)");
        Database db = Database.watching(source).ignoring("audit_log");
        open(db);
        var before = db.capture();
        db.execute("insert into audit_log values (1)");
        db.execute("insert into kept values (1)");
        db.restore(before);

        assertThat(db.query("select count(*) from audit_log")).isEqualTo(1L);
        assertThat(db.query("select count(*) from kept")).isEqualTo(0L);
        assertThat(db.observe().tables()).hasSize(1);
        assertThat(db.remarks()).contains("ignored: audit_log");
        db.close();
    }

    @Test
    void rowsOfADatabaseThatIsNotDisposable_areNotTouched() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:people;DB_CLOSE_DELAY=-1";
        Database db = Database.at(url, "sa", "hidden");
        db.execute("create table people (name varchar(20))");
        db.execute("insert into people values ('Ann')");

        assertThatThrownBy(() -> open(db))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("people holds 1 row")
                .hasMessageContaining("Database.disposable()")
                .hasMessageNotContaining("hidden");
        assertThat(db.query("select count(*) from people")).isEqualTo(1L);

        db.disposable();
        open(db);
        db.close();
        server.stop();
    }
}
