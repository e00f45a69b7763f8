package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the job breaks ends the exploration as inconclusive, by name; nothing is thrown out of it. */
class BrokenWorldTests {

    private static final List<String> SCHEMA = List.of(
            "create table charges (id int primary key, cents int)",
            "create table other (id int primary key, note text)");

    private static DataSource postgres() {
        return Postgres.database("broken_world", SCHEMA);
    }

    private static DataSource h2() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
        return source;
    }

    private static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Verdict explore(Database db, Job job) {
        return RunsTwice.job("Charging", job)
                .given(() -> db.execute("insert into other values (1, 'found')"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void isInconclusive(Verdict verdict, String reason) {
        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.reason().orElseThrow()).containsPattern(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table charges | charges",
                "alter table charges rename to bills | charges",
                "alter table charges rename column cents to amount | cents",
                "alter table charges drop column cents | cents",
                "alter table charges alter column cents type uuid using gen_random_uuid() | cents|uuid",
                "drop schema public cascade | charges|public",
                "alter schema public rename to hidden | charges|public",
                "alter table charges add column added int not null default 1; alter table charges alter column added drop default; | added",
                "create or replace view gone as select 1; drop table charges cascade | charges",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() | terminat|connection",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() | terminat|connection",
            })
    void onPostgreSql(String breakage, String reason) throws SQLException {
        DataSource source = postgres();
        Verdict verdict = explore(Database.watching(source), delivery -> {});
        assertThat(verdict.isInconclusive()).isTrue(); // it did nothing

        Database db = Database.watching(source);
        verdict = explore(db, delivery -> {
            run(db.dataSource(), "insert into charges values (1, 1999)");
            run(source, breakage.split(";")); // past the tap, where nobody can refuse it
        });

        isInconclusive(verdict, reason);
    }

    /** What it does through the tap as well. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table charges | charges",
                "alter table charges rename to bills | charges",
                "drop schema public cascade | charges|public",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() | terminat|connection",
            })
    void onPostgreSql_throughTheTap(String breakage, String reason) {
        Database db = Database.watching(postgres());

        Verdict verdict =
                explore(db, delivery -> run(db.dataSource(), "insert into charges values (1, 1999)", breakage));

        isInconclusive(verdict, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table charges | (?i)charges",
                "alter table charges rename to bills | (?i)charges",
                "drop all objects | (?i)charges|other",
                "shutdown | (?i)closed|connection|charges|other",
            })
    void onH2(String breakage, String reason) throws SQLException {
        DataSource source = h2();
        Database db = Database.watching(source);

        Verdict verdict = explore(db, delivery -> {
            run(db.dataSource(), "insert into charges values (1, 1999)");
            run(source, breakage);
        });

        isInconclusive(verdict, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table charges | charges",
                "alter table charges rename to bills | charges",
                "alter table charges drop column cents | cents",
                "begin not atomic for one in (select id from information_schema.processlist where id <> connection_id() and db = database()) do kill one.id; end for; end | (?i)connection|killed",
            })
    void onMariaDb(String breakage, String reason) throws SQLException {
        DataSource source = MariaDb.database("broken_world", SCHEMA);
        Database db = Database.watching(source);

        Verdict verdict = explore(db, delivery -> {
            run(db.dataSource(), "insert into charges values (1, 1999)");
            run(source, breakage);
        });

        isInconclusive(verdict, reason);
    }

    /** Rows that were there are put back although the job has ended the session that does it. */
    @Test
    void endedSession_leavesTheWorldAsItWasFound() throws SQLException {
        DataSource source = postgres();
        run(source, "insert into other values (7, 'found')");
        Database db = Database.watching(source).disposable();

        Verdict verdict = RunsTwice.job("Charging", delivery -> {
                    run(db.dataSource(), "delete from other", "insert into charges values (1, 1999)");
                    run(
                            source,
                            "select pg_terminate_backend(pid) from pg_stat_activity"
                                    + " where datname = current_database() and pid <> pg_backend_pid()");
                })
                .watching(db)
                .explore();

        isInconclusive(verdict, "terminat|connection");
        assertThat(Database.watching(source).query("select count(*) from other where id = 7"))
                .isEqualTo(1L);
        assertThat(Database.watching(source).query("select count(*) from charges"))
                .isEqualTo(0L);
    }

    /** What is whole is put back beside what is broken. */
    @Test
    void droppedTable_keepsNoOtherFromBeingPutBack() throws SQLException {
        DataSource source = postgres();
        run(source, "insert into other values (7, 'found')");
        Database db = Database.watching(source).disposable();

        Verdict verdict = RunsTwice.job(
                        "Charging",
                        delivery -> run(
                                db.dataSource(),
                                "insert into charges values (1, 1)",
                                "delete from other",
                                "drop table charges"))
                .watching(db)
                .explore();

        isInconclusive(verdict, "charges");
        assertThat(Database.watching(source).query("select count(*) from other where id = 7"))
                .isEqualTo(1L);
    }

    @Test
    void rightsThatAreRevoked_areNamed() throws SQLException {
        DataSource source = postgres();
        run(
                source,
                "drop role if exists harness",
                "create role harness login password 'x'",
                "grant set on parameter session_replication_role to harness",
                "alter table charges owner to harness",
                "alter table other owner to harness");
        DataSource asHarness = as(source, "harness");
        Database db = Database.watching(asHarness);
        try {
            Verdict verdict = explore(db, delivery -> {
                run(db.dataSource(), "insert into charges values (1, 1999)");
                run(source, "alter table charges owner to postgres", "revoke all on charges from harness");
            });

            isInconclusive(verdict, "permission denied|lost a right|may not");
        } finally {
            run(
                    source,
                    "drop owned by harness",
                    "revoke set on parameter session_replication_role from harness",
                    "drop role harness");
        }
    }

    private static DataSource as(DataSource source, String user) throws SQLException {
        try (Connection connection = source.getConnection()) {
            org.postgresql.ds.PGSimpleDataSource other = new org.postgresql.ds.PGSimpleDataSource();
            other.setURL(connection.getMetaData().getURL());
            other.setUser(user);
            other.setPassword("x");
            return other;
        }
    }

    @Test
    void poolThatIsClosed_isNamed() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres());
        config.setMaximumPoolSize(5);
        HikariDataSource pool = new HikariDataSource(config);
        Database db = Database.watching(pool);

        Verdict verdict = explore(db, delivery -> {
            run(db.dataSource(), "insert into charges values (1, 1999)");
            pool.close();
        });

        isInconclusive(verdict, "closed");
    }

    @Test
    void serverThatIsKilled_isNamed() throws Exception {
        EmbeddedPostgres server = Postgres.another();
        String url = Postgres.url(server, "broken_world", SCHEMA);
        Database db = Database.at(url, "postgres", "postgres");

        Verdict verdict = explore(db, delivery -> {
            run(db.dataSource(), "insert into charges values (1, 1999)");
            server.close();
        });

        isInconclusive(verdict, "connection|terminat|refused");
    }

    /** A resource of the test's own throws what it likes. */
    @Test
    void resourceThatThrows_isNamed() {
        Effects mails = Effects.unkeyed().accepting("none", () -> {
            throw new IllegalStateException("the test's own condition failed");
        });

        Verdict verdict = RunsTwice.job("Mailing", delivery -> mails.perform("mail", "hello"))
                .watching("mails", mails)
                .within(Bounds.standard().oneAtATime())
                .explore();

        isInconclusive(verdict, "mails.*none.*own condition failed");
    }

    /** The twin: a job that breaks nothing is judged. */
    @Test
    void jobThatBreaksNothing_isJudged() {
        Database db = Database.watching(postgres());

        Verdict verdict = explore(
                db, delivery -> run(db.dataSource(), "insert into charges values (1, 1999) on conflict do nothing"));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
