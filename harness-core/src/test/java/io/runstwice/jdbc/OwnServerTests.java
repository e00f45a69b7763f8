package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.fixture.MariaDb;
import io.runstwice.jdbc.dialect.Containers;
import io.runstwice.jdbc.dialect.OwnServer;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.postgresql.PostgreSqlProvider;
import io.runstwice.jdbc.source.UrlSource;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database is embedded because this JVM made it. Where its files lie says nothing. */
@Tag("exhaustive")
class OwnServerTests {

    private @TempDir Path folder;

    private static void withRows(DataSource source) {
        Servers.run(source, "create table people (name varchar(20))", "insert into people values ('Ann')");
    }

    private static void assertExplored(DataSource source) {
        withRows(source);
        Database db = Database.watching(source);
        db.open("db", Gate.open());
        db.close();
    }

    private static void assertRefused(DataSource source) {
        withRows(source);
        assertThatThrownBy(() -> Database.watching(source).open("db", Gate.open()))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("people holds 1 row")
                .hasMessageContaining("Database.disposable()");
    }

    @Test
    void serversOfThisJvm_areEmbedded() throws SQLException {
        assertExplored(Servers.postgres());
        assertExplored(MariaDb.database("own", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mem:own", "memFS:own", "memLZF:own", "nioMemFS:own"})
    void h2InMemory_isEmbedded(String place) {
        assertExplored(new UrlSource("jdbc:h2:" + place + ";DB_CLOSE_DELAY=-1", "sa", ""));
    }

    @Test
    void h2File_isNot_whereverItLies() {
        assertRefused(new UrlSource("jdbc:h2:" + folder.resolve("db"), "sa", ""));
        assertRefused(new UrlSource("jdbc:h2:nio:" + folder.resolve("memFS:").resolve("db"), "sa", ""));
        assertRefused(new UrlSource("jdbc:h2:" + folder + "-of-others/db", "sa", ""));
    }

    /** Its system identifier says when the cluster was made, and the file in its folder who serves it. */
    @Test
    void postgreSqlOfAnUnprivilegedUser_isNot() throws SQLException {
        DataSource source = Servers.postgres();
        withRows(source);
        try (Connection connection = source.getConnection()) {
            assertThat(new PostgreSqlProvider().dialect().server().isEmbedded(connection))
                    .isTrue();
            Queries.run(connection, "create role plain; set role plain");
            assertThat(new PostgreSqlProvider().dialect().server().isEmbedded(connection))
                    .isFalse();
            Queries.run(connection, "reset role; drop role plain");
        }
    }

    @Test
    void whatIsOlderThanThisJvm_isNotItsOwn() throws IOException {
        Path file = Files.createFile(folder.resolve("ibdata"));
        assertThat(OwnServer.isYounger(Instant.now())).isTrue();
        assertThat(OwnServer.isYounger(folder)).isTrue();

        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(86_400)));
        assertThat(OwnServer.isYounger(folder)).isFalse();
        assertThat(OwnServer.isYounger(Instant.now().minusSeconds(86_400))).isFalse();
        assertThat(OwnServer.isYounger(folder.resolve("none"))).isFalse();
        assertThat(ProcessHandle.current().parent()).get().satisfies(parent -> {
            assertThat(OwnServer.descends(parent)).isFalse();
            assertThat(OwnServer.isYounger(parent)).isFalse();
        });
    }

    @Test
    void fileThatIsLockedByAnotherJvm_saysWhoseItIs() throws IOException {
        Path file = folder.resolve("epg-lock");
        try (var mine = java.nio.channels.FileChannel.open(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            mine.lock();
            assertThat(OwnServer.isHeldByAnother(file)).isFalse();
        }
        assertThat(OwnServer.isHeldByAnother(file)).isFalse();
        assertThat(OwnServer.isHeldByAnother(folder.resolve("none"))).isFalse();
    }

    @Test
    void fileThatNamesNoProcessOfThisMachine_namesNone() throws IOException {
        assertThat(OwnServer.named(folder.resolve("none"))).isEmpty();
        assertThat(OwnServer.named(Files.writeString(folder.resolve("a"), "words\n")))
                .isEmpty();
        assertThat(OwnServer.named(Files.writeString(folder.resolve("b"), ""))).isEmpty();
        assertThat(OwnServer.named(Files.writeString(
                        folder.resolve("c"), ProcessHandle.current().pid() + "\nmore\n")))
                .contains(ProcessHandle.current());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://localhost:3306/a, true",
        "jdbc:mariadb://127.0.0.1/a?user=x, true",
        "jdbc:mariadb://[::1]:3306/a, true",
        "jdbc:mariadb://db.example.org:3306/a, false",
        "jdbc:mariadb://localhost.example.org:3306/a, false",
        "'jdbc:postgresql://localhost:1,db.example.org:2/a', false",
        "jdbc:mariadb:sequential://localhost:3306/a, false",
    })
    void urlThatNamesThisMachine(String url, boolean here) {
        assertThat(Containers.isHere(url)).isEqualTo(here);
    }
}
