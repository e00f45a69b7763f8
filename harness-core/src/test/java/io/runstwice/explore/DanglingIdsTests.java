package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An id that the application draws stands in two rows. A delivery that finds the first row written draws a new one for
 * the second, which then names nothing; its fixed twin reads the id that is there.
 */
class DanglingIdsTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /**
     * How an id is drawn, of which type it is, and how the first row and the second one hold it: {@code %s} stands for
     * it.
     */
    private record Case(String name, Supplier<String> draw, String type, String first, String second) {

        String first(String id) {
            return first.replace("%s", id);
        }

        String second(String id) {
            return second.replace("%s", id);
        }

        String idIn(String firstText) {
            int at = first.indexOf("%s");
            return firstText.substring(at, firstText.length() - (first.length() - at - 2));
        }

        @Override
        public String toString() {
            return name + " in " + first + " and " + second;
        }
    }

    private static String epoch() {
        return Long.toString(System.currentTimeMillis());
    }

    private static String compact() {
        return DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
    }

    private static Case text(String name, Supplier<String> draw, String first, String second) {
        return new Case(name, draw, "varchar(200)", first, second);
    }

    static Stream<Case> cases() {
        return Stream.of(
                text("ULID", Ulids::next, "/files/%s/a.pdf", "%s"),
                text("ULID", Ulids::next, "%s", "https://x.example/y?id=%s"),
                text("ULID", Ulids::next, "order_%s", "s3://bucket/2026/%s.pdf"),
                text("ULID", Ulids::next, "order%s", "%s"),
                text("nanoid", Ulids::nano, "/files/%s/a.pdf", "%s"),
                text("nanoid", Ulids::nano, "usr_%s", "{\"user\": \"%s\"}"),
                text("UUID", () -> UUID.randomUUID().toString(), "/files/%s/a.pdf", "%s"),
                text("hex UUID", () -> UUID.randomUUID().toString().replace("-", ""), "/files/%s/a.pdf", "file:%s"),
                text("millis and number", () -> epoch() + "-7", "%s", "%s"),
                text("millis and number", () -> epoch() + "-7", "/files/%s.pdf", "%s"),
                text("compact time", () -> "ORD-" + compact(), "%s", "order %s paid"),
                text("millis as text", DanglingIdsTests::epoch, "%s", "order %s paid"),
                new Case("millis", DanglingIdsTests::epoch, "bigint", "%s", "%s"),
                new Case("nanos", () -> Long.toString(System.nanoTime()), "bigint", "%s", "%s"),
                new Case("TSID", () -> Long.toString(Ulids.tsid()), "bigint", "%s", "%s"));
    }

    private static DataSource source(Case one) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:dangling_" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table files(message int, file_id " + one.type() + " primary key)");
            statement.execute("create table papers(message int primary key, file_id " + one.type() + ", amount int)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return source;
    }

    private static String string(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void insert(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }

    private static Verdict explore(Case one, boolean reads) {
        Database db = Database.watching(source(one));
        return RunsTwice.job("Paper", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        String id = one.draw().get();
                        String found = string(connection, "select file_id from files where message = 1");
                        if (found.isEmpty()) {
                            insert(connection, "insert into files values (1, ?)", one.first(id));
                        } else if (reads) {
                            id = one.idIn(found);
                        }
                        if (string(connection, "select file_id from papers where message = 1")
                                .isEmpty()) {
                            insert(connection, "insert into papers values (1, ?, 1600)", one.second(id));
                        }
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void idDrawnAgainForTheSecondRow_isFound(Case one) {
        Verdict verdict = explore(one, false);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void idReadFromTheFirstRow_isSafe(Case one) {
        Verdict verdict = explore(one, true);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
