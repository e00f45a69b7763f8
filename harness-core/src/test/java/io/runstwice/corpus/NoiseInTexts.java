package io.runstwice.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Amounts beside tokens, signatures and digests in texts and bytes. */
final class NoiseInTexts {

    private static final String KIND = "N noise";

    private NoiseInTexts() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        tokens(cases);
        digests(cases);
        looks(cases);
        bytes(cases);
        return cases;
    }

    private static Draft text(List<Case> cases, String given) {
        return new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table t (id int primary key, n int not null default 0, doc text)",
                "insert into t (id, doc) values (1, '" + given + "')");
    }

    /** What stands behind the last {@code =} of the text, and one more. */
    private static long next(Work work) throws Exception {
        String doc = work.text("select doc from t for update");
        return Long.parseLong(doc.substring(doc.lastIndexOf('=') + 1)) + 100;
    }

    private static void tokens(List<Case> cases) {
        text(cases, "etag=x;balance=1600")
                .twins(
                        "a balance behind a random etag",
                        work -> work.sql("update t set doc = ?", "etag=" + Tokens.hex(8) + ";balance=" + next(work)))
                .harmless(
                        "a fixed balance behind a random etag",
                        work -> work.sql("update t set doc = ?", "etag=" + Tokens.hex(8) + ";balance=1700"));
        text(cases, "=1600")
                .twins(
                        "an amount glued to a nanoid",
                        work -> work.sql(
                                "update t set doc = ?",
                                Tokens.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", 21) + "="
                                        + next(work)))
                .twins(
                        "an amount behind a log's time",
                        work -> work.sql("update t set doc = ?", "[" + Instant.now() + "] INFO total=" + next(work)));
        text(cases, "x")
                .twins(
                        "a line is added to a log",
                        work -> work.sql("update t set doc = doc || ?", "\n" + Instant.now() + " charged 5 EUR"))
                .harmless(
                        "a log of one line",
                        work -> work.sql("update t set doc = ?", Instant.now() + " charged 5 EUR"));
    }

    private static void digests(List<Case> cases) {
        text(cases, "none")
                .twins("a counter, and a digest of it with a salt", work -> {
                    long n = work.number("update t set n = n + 1 returning n");
                    work.sql("update t set doc = ?", Tokens.sha256(n + Tokens.hex(4)));
                })
                .twins("a counter, and a digest of it", work -> {
                    long n = work.number("select n from t for update") + 1;
                    work.sql("update t set n = 0, doc = ?", Tokens.sha256(work.text("select doc from t") + n));
                })
                .harmless("a digest of what stands", work -> work.sql("update t set doc = ?", Tokens.sha256("1600")))
                .harmless(
                        "a digest of a time",
                        work -> work.sql(
                                "update t set doc = ?",
                                Tokens.sha256(Instant.now().toString())))
                .harmless("a JWT of a session", work -> work.sql("update t set doc = ?", jwt("\"sub\":\"u1\"")));
        text(cases, "none").twins("a JWT that counts", work -> {
            long n = work.number("select n from t for update") + 1;
            work.sql("update t set n = 0, doc = ?", jwt("\"uses\":" + count(work.text("select doc from t"), n)));
        });
    }

    /** One more than the uses that a JWT tells. */
    private static long count(String jwt, long none) {
        String[] parts = jwt.split("\\.");
        if (parts.length < 3) {
            return none;
        }
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return Long.parseLong(claims.replaceAll(".*\"uses\":(\\d+).*", "$1")) + 1;
    }

    private static String jwt(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String body =
                "{\"iat\":" + Instant.now().getEpochSecond() + ",\"jti\":\"" + UUID.randomUUID() + "\"," + claims + "}";
        return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "." + Tokens.base64(32);
    }

    private static void looks(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table people (id int primary key, name text, points int)",
                        "insert into people values (1, 'deadbeefcafe0123', 10)")
                .twins(
                        "points of somebody whose name looks like a token",
                        work -> work.sql("update people set points = points + 1"))
                .twins(
                        "a name that looks like a token is doubled",
                        work -> work.sql("update people set name = left(name || 'ab', 40)"));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table stock (sku text primary key, left_over bigint)",
                        "insert into stock values ('A-1', 1767000000)")
                .twins(
                        "a stock that looks like seconds",
                        work -> work.sql("update stock set left_over = left_over - 1"))
                .twins(
                        "a stock that looks like seconds, by an hour",
                        work -> work.sql("update stock set left_over = left_over + 3600"));
    }

    private static void bytes(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table b (id int primary key, raw bytea)",
                        "insert into b values (1, '1600')")
                .twins("an amount in bytes beside a token", work -> {
                    String raw = new String((byte[]) work.one("select raw from b for update"), StandardCharsets.UTF_8);
                    long amount = Long.parseLong(raw.replaceAll(".*?(\\d+)$", "$1")) + 100;
                    work.sql("update b set raw = ?", (Tokens.hex(8) + ";" + amount).getBytes(StandardCharsets.UTF_8));
                })
                .harmless(
                        "a fixed amount in bytes beside a token",
                        work -> work.sql(
                                "update b set raw = ?", (Tokens.hex(8) + ";1700").getBytes(StandardCharsets.UTF_8)))
                .harmless("random bytes", work -> work.sql("update b set raw = ?", (Object) Tokens.random(16)));
    }
}
