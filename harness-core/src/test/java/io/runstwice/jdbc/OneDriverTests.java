package io.runstwice.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A database works in a JVM that has its driver and no other one. */
class OneDriverTests {

    private static final List<String> DRIVERS = List.of("/postgresql-", "/mariadb-java-client-", "/h2-");
    private static final List<String> SCHEMA =
            List.of("create table account (id int primary key, charged int not null)");

    @Test
    void h2Alone_explores() throws Exception {
        assertThat(explored("/h2-", "jdbc:h2:mem:alone;DB_CLOSE_DELAY=-1", "sa"))
                .containsExactly("unsafe", "safe");
    }

    @Test
    void mariaDbAlone_explores() throws Exception {
        MariaDb.database("alone", List.of());

        assertThat(explored("/mariadb-java-client-", MariaDb.url("alone"), "root"))
                .containsExactly("unsafe", "safe");
    }

    @Test
    void postgreSqlAlone_explores() throws Exception {
        assertThat(explored("/postgresql-", Postgres.url("alone", List.of()), "postgres"))
                .containsExactly("unsafe", "safe");
    }

    /** What another JVM says, whose class path has this driver alone. */
    private static List<String> explored(String driver, String url, String user) throws IOException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(driver) || DRIVERS.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        Alone.class.getName(),
                        url,
                        user)
                .redirectErrorStream(true)
                .start();
        return process.inputReader(UTF_8).lines().toList();
    }

    /** Explores a job that counts twice, and one that does not. */
    static final class Alone {

        private Alone() {}

        public static void main(String[] arguments) throws SQLException {
            Database db = Database.at(arguments[0], arguments[1], "").disposable();
            for (String statement : SCHEMA) {
                db.execute(statement);
            }
            say(db, "update account set charged = charged + 1 where id = 1");
            say(db, "update account set charged = 1 where id = 1");
        }

        private static void say(Database db, String sql) {
            Verdict verdict = RunsTwice.job("charge", delivery -> run(db, sql))
                    .given(() -> db.execute("insert into account values (1, 0)"))
                    .watching(db)
                    .explore();
            System.out.println(verdict.isSafe() ? "safe" : verdict.isUnsafe() ? "unsafe" : verdict.certificate());
        }

        private static void run(Database db, String sql) throws SQLException {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
