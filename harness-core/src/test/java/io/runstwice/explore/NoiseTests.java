package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation.Kind;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Noise is cancelled by its cause, with an amount beside it each time: the amount counts. Real PostgreSQL. */
class NoiseTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private DataSource source;
    private Database db;

    /** What one delivery does. */
    private interface Work {
        void on(Connection connection) throws Exception;
    }

    private void given(String... statements) {
        List<String> all = new ArrayList<>(List.of("create table done(message int primary key)"));
        all.addAll(List.of(statements));
        source = Postgres.database("noise_" + NUMBER.incrementAndGet(), all);
    }

    private Verdict explore(Work work) {
        return explore(Bounds.standard().oneAtATime(), work);
    }

    private Verdict explore(Bounds bounds, Work work) {
        db = Database.watching(source);
        return RunsTwice.job("job", once(work)).watching(db).within(bounds).explore();
    }

    private Job once(Work work) {
        return delivery -> {
            try (Connection connection = db.dataSource().getConnection()) {
                work.on(connection);
            }
        };
    }

    /** The same in one transaction with a record of the message. */
    private static Work guarded(Work work) {
        return connection -> {
            connection.setAutoCommit(false);
            if (update(connection, "insert into done values (1) on conflict do nothing") == 1) {
                work.on(connection);
            }
            connection.commit();
        };
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static String token() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void isFoundAndItsTwinSafe(Work work) {
        Verdict broken = explore(work);
        assertThat(broken.isUnsafe()).as(broken.toString()).isTrue();
        assertThat(broken.counterexamples().get(0).violation().kind()).isEqualTo(Kind.DOUBLE_EFFECT);
        Verdict twin = explore(guarded(work));
        assertThat(twin.isSafe()).as(twin.toString()).isTrue();
        assertThat(twin.coverage().isComplete()).isTrue();
    }

    @Test
    void a1_amountBesideATimeInADocument_isCompared() {
        given("create table accounts(id int primary key, doc jsonb);"
                + "insert into accounts values (1, '{\"balance\": 1600, \"at\": \"2026-01-01T00:00:00Z\"}')");

        isFoundAndItsTwinSafe(
                connection -> update(
                        connection,
                        "update accounts set doc = doc || jsonb_build_object('balance', (doc->>'balance')::int + 100, 'at', now())"));
    }

    @Test
    void a1_epochBesideAnAmountInADocument_isCompared() {
        given("create table accounts(id int primary key, doc jsonb);"
                + "insert into accounts values (1, '{\"balance\": 1600, \"at\": 0}')");

        isFoundAndItsTwinSafe(connection -> update(
                connection,
                "update accounts set doc = jsonb_build_object('balance', (doc->>'balance')::int + 100, 'at', ?::bigint)",
                Instant.now().toEpochMilli()));
    }

    @Test
    void a1_epochSecondsBesideAnAmount_isCompared() {
        given("create table accounts(id int primary key, doc jsonb, at bigint, balance int);"
                + "insert into accounts values (1, '{\"balance\": 1600, \"at\": 0}', 0, 0)");

        isFoundAndItsTwinSafe(connection -> update(
                connection,
                "update accounts set doc = jsonb_build_object('balance', (doc->>'balance')::int + 100, 'at', ?::bigint),"
                        + " at = ?, balance = balance + 1",
                Instant.now().getEpochSecond(),
                Instant.now().getEpochSecond() + 600));
    }

    @Test
    void a2_amountBesideATokenInText_isCompared() {
        given("create table carts(id int primary key, t text);"
                + "insert into carts values (1, 'etag=x;balance=1600')");

        isFoundAndItsTwinSafe(connection -> update(
                connection,
                "update carts set t = 'etag=' || ? || ';balance=' || (split_part(t, 'balance=', 2)::int + 100)",
                token()));
    }

    @Test
    void a3_dayThatMovesByOne_isCompared() {
        given("create table sub(id int primary key, next_bill date); insert into sub values (1, current_date)");

        isFoundAndItsTwinSafe(connection -> update(connection, "update sub set next_bill = next_bill + 1"));
    }

    @Test
    void a3_fixedDayThatMovesByOne_isCompared() {
        given("create table sub(id int primary key, next_bill date); insert into sub values (1, '2024-02-28')");

        isFoundAndItsTwinSafe(connection -> update(connection, "update sub set next_bill = next_bill + 1"));
    }

    @Test
    void a9_noiseOfEveryKind_differsByNothing() {
        given("create table notes(id bigint generated always as identity primary key, doc jsonb, t text, u uuid,"
                + " ms bigint, secs bigint, at timestamptz, day date, ts timestamp(0), hash text, list text[]);");

        Verdict verdict = explore(Bounds.standard(), guarded(connection -> {
            Instant now = Instant.now();
            String token = token();
            update(
                    connection,
                    "insert into notes(doc, t, u, ms, secs, at, day, ts, list) values (?::jsonb, ?, ?, ?, ?, now(), current_date,"
                            + " now(), ?::text[])",
                    "{\"at\":\"" + now + "\",\"amount\":16.00,\"token\":\"" + token + "\",\"seen\":"
                            + now.toEpochMilli() + "}",
                    "at " + now + " by " + UUID.randomUUID() + " EUR 16.00 nonce=" + token + "",
                    UUID.randomUUID(),
                    now.toEpochMilli(),
                    now.getEpochSecond(),
                    "{" + UUID.randomUUID() + ",16," + now + "}");
            update(connection, "update notes set hash = md5(id::text), t = t || ' #' || id");
        }));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("notes.doc.at (time)", "notes.doc.token (random token)", "notes.hash (random token)");
    }

    @Test
    void a12_leaseOfExactlyTheBound_isAsFarFromItsWritersNow() {
        given("create table sub(id int primary key, until timestamptz); insert into sub values (1, now())");

        Verdict verdict = explore(
                Bounds.standard(),
                connection -> update(connection, "update sub set until = now() + interval '1 hour'"));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void c2_ulidKeyAndAReferenceToIt_areJudged() {
        given("create table orders(id text primary key, note text); create table paid(order_id text)");

        Verdict verdict = explore(guarded(connection -> {
            String ulid = Ulids.next();
            update(connection, "insert into orders values (?, 'x')", ulid);
            update(connection, "insert into paid values (?)", ulid);
        }));
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();

        Verdict doubled = explore(connection -> {
            String ulid = Ulids.next();
            update(connection, "insert into orders values (?, 'x')", ulid);
            update(connection, "insert into paid values (?)", ulid);
        });
        assertThat(doubled.isUnsafe()).isTrue();
    }
}
