package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.explore.SqlJob.On;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation.Kind;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A byte count of ten digits looks like seconds since 1970. It moves because the job moved it, and not with any clock.
 */
class AmountsLikeTimesTests {

    private static final String DONE = "create table done (msg int primary key)";

    static Stream<Arguments> amounts() {
        return Stream.of(
                Arguments.of("bigint", "1700000000", "value + 1"),
                Arguments.of("bigint", "1700000000", "value + 2"),
                Arguments.of("bigint", "1700000000000", "value + 1000"),
                Arguments.of(
                        "jsonb",
                        "{\"bytes\": 1700000000}",
                        "jsonb_build_object('bytes', (value->>'bytes')::bigint + 1)"),
                Arguments.of("text", "bytes=1700000000", "'bytes=' || (substr(value, 7)::bigint + 1)"),
                Arguments.of("timestamptz", "2030-01-01 00:00:00+00", "value + interval '1 second'"));
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void amountThatIsAddedTwice_isFound_andItsTwinIsSafe(String type, String given, String more) throws Exception {
        List<String> schema = List.of("create table acc (id int primary key, value " + type + " not null)", DONE);
        List<String> rows = List.of("insert into acc values (1, '" + given + "')");
        String update = "update acc set value = " + more;

        Verdict broken = ((SqlJob) sql -> sql.one(update)).on(On.POSTGRESQL, schema, rows);
        SqlJob.isUnsafe(broken);
        assertThat(broken.counterexamples().get(0).violation().kind()).isEqualTo(Kind.DOUBLE_EFFECT);
        SqlJob twin = sql -> sql.one("with first as (insert into done values (1) on conflict do nothing returning msg) "
                + update + " where exists (select from first)");
        SqlJob.isSafe(twin.on(On.POSTGRESQL, schema, rows));
    }

    /** Two copies meet some seconds after the baselines: two more bytes were taken for two seconds more. */
    @Test
    void copiesThatBothAdd_areFound_andThoseThatLockAreSafe() {
        SqlJob.isUnsafe(copies("select count(*) from done"));
        SqlJob.isSafe(
                copies("insert into done select 2 where pg_advisory_xact_lock(7) is not null on conflict do nothing"));
    }

    private static Verdict copies(String look) {
        Database db = Database.watching(Postgres.database(
                "amounts_copies", List.of("create table acc (id int primary key, bytes bigint not null)", DONE)));
        return RunsTwice.job("Count", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        SqlJob.Sql sql = new SqlJob.Sql(connection);
                        sql.one(look);
                        if (sql.number("select count(*) from done where msg = 1") == 0) {
                            sql.one("update acc set bytes = bytes + 2");
                            sql.one("insert into done values (1) on conflict do nothing");
                        }
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into acc values (1, 1700000000)"))
                .watching(db)
                .within(Bounds.standard())
                .explore();
    }

    static Stream<Arguments> slots() {
        return Stream.of(
                Arguments.of("timestamptz(0)", "now() + interval '1 second' * n", "interval '5 seconds'"),
                Arguments.of("bigint", "extract(epoch from now())::bigint + n", "5"));
    }

    /** The second of one row is that of the next row in another baseline. */
    @ParameterizedTest
    @MethodSource("slots")
    void rowsASecondApart_areSafe_andFiveSecondsMoreAreFound(String type, String at, String more) throws Exception {
        List<String> schema = List.of("create table slot (n int primary key, at " + type + " not null)");
        String insert = "insert into slot select n, " + at + " from generate_series(1, 3) n on conflict ";
        SqlJob once = sql -> sql.one(insert + "do nothing");
        SqlJob twice = sql -> sql.one(insert + "(n) do update set at = slot.at + " + more);

        SqlJob.isSafe(once.on(On.POSTGRESQL, schema, List.of()));
        SqlJob.isUnsafe(twice.on(On.POSTGRESQL, schema, List.of()));
    }

    @Test
    void daysOfRowsADayApart_areSafe_andOneDayMoreIsFound() {
        SqlJob.isSafe(days(0));
        SqlJob.isUnsafe(days(1));
    }

    private static Verdict days(int more) {
        Database db = Database.watching(
                Postgres.database("amounts_days", List.of("create table plan (n int primary key, due date not null)")));
        return RunsTwice.job("Plan", delivery -> {
                    LocalDate today = LocalDate.now(delivery.clock().withZone(ZoneOffset.UTC));
                    try (Connection connection = db.dataSource().getConnection()) {
                        SqlJob.Sql sql = new SqlJob.Sql(connection);
                        sql.one(
                                "insert into plan values (1, ?), (2, ?) on conflict (n) do update set due = plan.due + ?",
                                today.plusDays(1),
                                today.plusDays(2),
                                more);
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }
}
