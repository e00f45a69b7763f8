package io.runstwice.explore;

import io.runstwice.explore.SqlJob.On;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Times that the job formats for people, or that a column of another type holds, beside an amount: the amount counts,
 * and the time goes with the clock.
 */
class DressedTimesTests {

    private record Case(On database, String type, String value) {

        /** The value of a column, with the present in a dress where it says so. */
        String now() {
            int begin = value.indexOf('<');
            int end = value.indexOf('>');
            return begin < 0
                    ? value
                    : value.substring(0, begin)
                            + DateTimeFormatter.ofPattern(value.substring(begin + 1, end), Locale.ENGLISH)
                                    .withZone(ZoneOffset.UTC)
                                    .format(Instant.now())
                            + value.substring(end + 1);
        }
    }

    static Stream<Case> cases() {
        Stream<Case> texts = Stream.of(
                        "paid <dd.MM.uuuu HH:mm>",
                        "paid <dd.MM.uuuu HH:mm:ss> Uhr",
                        "<MM/dd/uuuu hh:mm a>: paid",
                        "<MMM d, uuuu, h:mm:ss a>",
                        "paid-<uuuuMMdd'T'HHmmss'Z'>.pdf",
                        "<uuuuMMddHHmmss>",
                        "<EEE, d MMM uuuu HH:mm:ss Z>",
                        "{\"at\": \"<HH:mm:ss>\", \"day\": \"<dd.MM.uuuu>\"}",
                        "at <HH:mm:ss>",
                        "✅<uuuu-MM-dd'T'HH:mm:ss.SSSX>✅")
                .map(value ->
                        value.indexOf('<', value.indexOf('>')) > 0 ? value.replaceAll("<dd.MM.uuuu>", "today") : value)
                .map(value -> new Case(On.H2, "varchar(200)", value));
        Stream<Case> columns = Stream.of("time", "time(3)", "time with time zone", "time(3) with time zone")
                .flatMap(type -> Stream.of(On.H2, On.POSTGRESQL).map(on -> new Case(on, type, "<HH:mm:ss.SSS>")));
        return Stream.concat(texts, columns);
    }

    /** Where a record of the message is asked for, the amount is added once. */
    private static SqlJob job(Case one, boolean guarded) {
        return sql -> {
            sql.connection().setAutoCommit(false);
            if (!guarded || sql.isEmpty("done")) {
                sql.one("insert into done values (1)");
                sql.one("update t set amount = amount + 100, v = cast(? as " + one.type() + ")", one.now());
            }
            sql.connection().commit();
        };
    }

    private static List<String> schema(Case one) {
        return List.of(
                "create table done(message int)",
                "create table t(id int primary key, amount int, v " + one.type() + ")",
                "insert into t values (1, 1600, null)");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void amountBesideATime_isFound(Case one) throws SQLException {
        SqlJob.isUnsafe(job(one, false).on(one.database(), schema(one), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void timeAlone_isSafe(Case one) throws SQLException {
        SqlJob.isSafe(job(one, true).on(one.database(), schema(one), List.of()));
    }
}
