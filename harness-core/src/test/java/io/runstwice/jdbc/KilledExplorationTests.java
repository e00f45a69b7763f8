package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.source.UrlSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A test JVM is killed by SIGKILL, at any of its calls of the database. Whatever was not declared disposable is there
 * afterwards: rows of a database that is not disposable, of a table that is ignored, of another database; and every
 * index, trigger and foreign key.
 */
@Tag("exhaustive")
class KilledExplorationTests {

    /** A few in the daily build; the proof makes them 201 of three databases. */
    private static final int KILLS =
            Integer.getInteger("runstwice.kills", Boolean.getBoolean("runstwice.proof") ? 67 : 3);

    private static final int MOST_CALLS = 400;

    /** The table that is explored has rows from the beginning; letters are ignored. */
    private static final List<String> SCHEMA = List.of(
            "create table work (id int primary key, n int not null)",
            "create table done (id int primary key, n int not null)",
            "create table letters (id int primary key, words varchar(20) not null unique)",
            "create table replies (id int primary key, letter int references letters (id))",
            "create unique index done_once on done (n, id)",
            "insert into work values (1, 10), (2, 20)",
            "insert into letters values (1, 'kept'), (2, 'too')");

    private static final String LETTERS = "select max(words) from letters having count(*) = 2";

    private final Random random = new Random(20);

    private @TempDir Path folder;

    @Test
    void postgreSqlThatAnotherJvmStarted_losesNothing() throws Exception {
        var source = Servers.postgres();
        setUp(source);
        survives(source, String.valueOf(source.getUrl()), "postgres", "");
    }

    @Test
    void mariaDbThatAnotherJvmStarted_losesNothing() throws Exception {
        DataSource source = MariaDb.database("killed", List.of());
        setUp(source);
        survives(source, MariaDb.url("killed"), "root", "");
    }

    @Test
    void h2File_losesNothing() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("db");
        DataSource source = new UrlSource(url, "sa", "");
        setUp(source);
        survives(source, url, "sa", "");
    }

    private static void setUp(DataSource source) {
        Servers.run(source, SCHEMA.toArray(String[]::new));
    }

    private void survives(DataSource source, String url, String user, String password) throws Exception {
        String refusal = kill(MOST_CALLS, url, user, password);
        assertThat(refusal).contains("Database deletes rows").contains("work holds 2 rows");
        assertThat(rows(source, "work")).isEqualTo(2L);
        for (int kills = 0; kills < KILLS; kills++) {
            alone(source);
            assertThat(kill(random.nextInt(MOST_CALLS), url, user, password, "disposable"))
                    .as("kill %s", kills)
                    .isEmpty();
            alone(source);
            Database after = Database.watching(source);
            assertThat(after.query(LETTERS)).isEqualTo("too");
            assertThat(refused(after, "insert into letters values (3, 'kept')")).isTrue();
            assertThat(refused(after, "insert into replies values (1, 9)")).isTrue();
            assertThat(refused(after, "insert into done values (8, 8), (8, 8)")).isTrue();
        }
    }

    private static Object rows(DataSource source, String table) {
        return Database.watching(source).query("select count(*) from " + table);
    }

    private static boolean refused(Database db, String sql) {
        try {
            db.execute(sql);
            return false;
        } catch (io.runstwice.world.Misuse expected) {
            return true;
        }
    }

    /** A server hears of the death of a JVM in its own time. */
    private static void alone(DataSource source) throws SQLException {
        String others;
        try (var connection = source.getConnection()) {
            others = switch (connection.getMetaData().getDatabaseProductName()) {
                case "PostgreSQL" ->
                    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                            + " and backend_type = 'client backend'";
                case "MariaDB" ->
                    "select count(*) from information_schema.processlist where db = database() and id <> connection_id()";
                default -> "select 0";
            };
        }
        await().until(() -> ((Number) Database.watching(source).query(others)).intValue() == 0);
    }

    /**
     * Starts a JVM that explores, kills it after so many of its calls, and gives back why it was refused, if it was.
     */
    private static String kill(int calls, String... given) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Explorer.class.getName()));
        command.addAll(List.of(given));
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        StringBuilder said = new StringBuilder();
        try (InputStream dots = jvm.getInputStream()) {
            int seen = 0;
            for (int one = dots.read(); one >= 0 && seen < calls; one = dots.read()) {
                if (one == '.' && said.isEmpty()) {
                    seen++;
                } else {
                    said.append((char) one);
                }
            }
        }
        jvm.destroyForcibly().onExit().join();
        return said.toString();
    }
}
