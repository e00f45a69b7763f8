package io.runstwice.explore;

import io.runstwice.explore.SqlJob.On;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Noise within bytes that are a text, as a name of a member, as a directory, beside an amount of which the same cell
 * tells.
 */
class HeldInBytesTests {

    private record Case(On database, String type, String value) {

        Object of(long amount) {
            String id = UUID.randomUUID().toString();
            String text = value.replace("<amount>", Long.toString(amount))
                    .replace("<id>", id)
                    .replace("<dir>", id.substring(0, 2))
                    .replace("<hex>", id.replace("-", ""))
                    .replace("<now>", Instant.now().toString());
            return type.startsWith("var") || type.equals("text") ? text : text.getBytes(StandardCharsets.UTF_8);
        }
    }

    static Stream<Case> cases() {
        Stream<Case> bytes = Stream.of(
                        "{\"amount\": <amount>, \"id\": \"<id>\", \"at\": \"<now>\"}",
                        "amount <amount> at <now>, ref <id>")
                .flatMap(value ->
                        Stream.of(new Case(On.H2, "varbinary(500)", value), new Case(On.POSTGRESQL, "bytea", value)));
        Stream<Case> texts = Stream.of(
                        "{\"<id>\": {\"amount\": <amount>}, \"v\": 1}",
                        "{\"<id>\": <amount>, \"<hex>\": \"<now>\"}",
                        "objects/<dir>/<hex>?amount=<amount>")
                .map(value -> new Case(On.H2, "varchar(500)", value));
        return Stream.concat(bytes, texts);
    }

    /** A job that does not look first pays twice. */
    private static SqlJob job(Case one, boolean guarded) {
        return sql -> {
            sql.connection().setAutoCommit(false);
            boolean again = sql.one("select v from t") != null;
            if (!guarded || !again) {
                sql.one("update t set v = ?", one.of(again ? 200 : 100));
            }
            sql.connection().commit();
        };
    }

    private static List<String> schema(Case one) {
        return List.of("create table t(id int primary key, v " + one.type() + ")", "insert into t values (1, null)");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void amountBesideNoise_isFound(Case one) throws SQLException {
        SqlJob.isUnsafe(job(one, false).on(one.database(), schema(one), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noiseAlone_isSafe(Case one) throws SQLException {
        SqlJob.isSafe(job(one, true).on(one.database(), schema(one), List.of()));
    }
}
