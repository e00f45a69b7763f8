package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Redaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets and characters that terminals obey, everywhere that a job can put them: in rows, SQL, labels, names,
 * addresses and exceptions. No text that a person gets to read has any of it, and its replay line still replays.
 */
class HostileTextTests {

    private static final String SECRET = "hunter2";
    private static final String DRIVING = "\u001b[31m\u0007\u202e\u200b\n\r\t\u009b\ud800";

    private static final List<String> AROUND = List.of(
            "password=%s",
            "{\"api_key\": \"%s\", \"n\": 1}",
            "{\\\"token\\\":\\\"%s\\\"}",
            "Authorization: Bearer %s",
            "Authorization: Basic %s==",
            "https://ann:%s@host/path",
            "jdbc:postgresql://h/d?user=ann&password=%s",
            "?token=%s&x=1",
            "Key (password)=(%s) already exists.",
            "Failing row contains (1, %s).",
            "Duplicate entry '%s' for key 'users.token'",
            "set_config('app.api_key', '%s', false)",
            "ALTER ROLE ann PASSWORD '%s'",
            "insert into users (id, secret) values (1, '%s')",
            "<secret>%s</secret>",
            "--password %s",
            "client-secret: %s",
            "sk_live_%s0123456789abcdef",
            "eyJhbGciOiJIUzI1NiJ9.%s.c2ln",
            "-----BEGIN PRIVATE KEY----- %s -----END PRIVATE KEY-----",
            "Cookie: id=%s; n=1",
            "private_key => '%s'",
            "cvc=%s",
            "token[]=%s");

    private static final List<String> WORDS = List.of(
            "charge",
            "for",
            "order 42:",
            "(n=5)",
            "refused",
            "{",
            "}",
            "'",
            "\"",
            ",",
            "Größe",
            "amount=1999",
            "a & b",
            "%",
            "\\",
            "\n",
            "|");

    /** The same each time. */
    private static List<String> hostile(int count) {
        Random random = new Random(5);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = random.nextInt(4); word > 0; word--) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            text.append(AROUND.get(i % AROUND.size()).replace("%s", SECRET + random.nextInt(1000) + "Zz"));
            text.append(' ').append(DRIVING.charAt(random.nextInt(DRIVING.length())));
            for (int word = random.nextInt(3); word > 0; word--) {
                text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static void assertHarmless(String text) {
        assertThat(text).doesNotContain(SECRET);
        assertThat(text.codePoints()
                        .filter(one -> one != '\n')
                        .filter(one -> Character.isISOControl(one)
                                || Character.getType(one) == Character.FORMAT
                                || Character.getType(one) == Character.SURROGATE))
                .as(text)
                .isEmpty();
    }

    @Test
    void fiveHundredTexts_tellNothing_andStayAsTheyAreOnceTold() {
        for (String text : hostile(500)) {
            String shown = Redaction.of(text);
            assertHarmless(shown);
            assertThat(shown).doesNotContain("\n");
            assertThat(Redaction.of(shown)).isEqualTo(shown);
            assertHarmless(Redaction.of("note", text));
            assertHarmless(String.valueOf(Redaction.of(new IllegalStateException(text, new SQLException(text)))));
        }
    }

    private static DataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        return source;
    }

    private static final String TABLES =
            "create table logins (id int, name varchar(400), password varchar(400), n int)";

    private static Verdict explored(Database db, String text) {
        return RunsTwice.job("log in " + text, delivery -> insert(db.dataSource(), text))
                .given(() -> db.execute("delete from logins"))
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void insert(DataSource source, String text) throws SQLException {
        String plain = text.replace("\ud800", "");
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into logins values (1, ?, ?, 7)")) {
            insert.setString(1, plain);
            insert.setString(2, SECRET + "Q");
            insert.executeUpdate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void rowsAndStatements_tellNothing(String product) {
        Database db = Database.watching(
                product.equals("h2") ? h2("hostile") : Postgres.database("hostile", List.of("select 1")));
        db.execute(TABLES);
        for (String text : hostile(AROUND.size())) {
            Verdict verdict = explored(db, text);
            assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
            assertHarmless(verdict.toString());
            assertThat(verdict.toString()).contains("password: ***").contains("n: 7");
            verdict.counterexamples().forEach(one -> assertHarmless(one.story()));
            assertHarmless(thrown(verdict));
        }
    }

    private static String thrown(Verdict verdict) {
        try {
            verdict.orThrow();
            return "";
        } catch (AssertionError told) {
            StringWriter all = new StringWriter();
            told.printStackTrace(new PrintWriter(all));
            return all.toString().replace("\t", "");
        }
    }

    @Test
    void twoSecretsThatDiffer_areSaidToDiffer() {
        Database db = Database.watching(h2("differing"));
        db.execute("create table keys (id int primary key, api_key varchar(40), n int)");

        Verdict verdict = RunsTwice.job("rotate", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            PreparedStatement update =
                                    connection.prepareStatement("update keys set api_key = api_key || ?")) {
                        update.setString(1, SECRET);
                        update.executeUpdate();
                    }
                })
                .given(() -> db.execute("insert into keys values (1, 'k', 5)"))
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertHarmless(verdict.toString());
        assertThat(verdict.toString()).contains("api_key: ***}   (differs in what is not shown)");
    }

    @Test
    void labelsOfEffects_tellNothing_andReplay() {
        Effects effects = Effects.unkeyed();
        String label = "send ?token=" + SECRET + DRIVING;
        RunsTwice sending = RunsTwice.job("send", delivery -> {
                    effects.perform(label, "to Ann, password=" + SECRET + DRIVING);
                    effects.perform("end", "it");
                })
                .watching("mail", effects)
                .within(Bounds.standard().oneAtATime());
        Verdict verdict = sending.explore();
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertHarmless(verdict.toString());
        for (var counterexample : verdict.counterexamples()) {
            String line = counterexample.schedule().toString();
            assertHarmless(line);
            assertThat(line).doesNotContain("\n");
            Verdict replayed = sending.replay(Schedule.parse(line)).explore();
            assertThat(replayed.isUnsafe()).as(replayed.toString()).isTrue();
            assertHarmless(replayed.toString());
        }
    }

    @Test
    void requests_tellNothing() {
        HttpService gateway = HttpService.stripeLike();
        Verdict verdict = RunsTwice.job(
                        "post",
                        delivery -> post(
                                gateway.uri(),
                                "/v1/charges?token=" + SECRET + "&api%5Fkey=" + SECRET + "&url=https%3A%2F%2Fann%3A"
                                        + SECRET + "%40host",
                                "amount=1999&currency=usd&description=password%3D" + SECRET + "&metadata%5Bsecret%5D="
                                        + SECRET))
                .watching("gateway", gateway)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertHarmless(verdict.toString());
        assertThat(verdict.toString()).contains("token=***", "amount: 1999");
    }

    private static void post(URI gateway, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void exceptionsOfTheJob_tellNothing() {
        Effects effects = Effects.unkeyed();
        for (String text : hostile(AROUND.size())) {
            Verdict failing = RunsTwice.job("fail", delivery -> {
                        effects.perform("begin", "it");
                        throw new IllegalStateException(text, new SQLException(text, new IOException(text)));
                    })
                    .watching("mail", effects)
                    .explore();
            assertThat(failing.isInconclusive()).isTrue();
            assertHarmless(failing.toString());
            assertHarmless(failing.reason().orElseThrow());
            assertHarmless(failing.coverage().toString());
            assertHarmless(thrown(failing));
        }
    }

    @Test
    void invariants_tellNothing() {
        Effects effects = Effects.unkeyed();
        Verdict verdict = RunsTwice.job("count", delivery -> {
                    effects.perform("one", "a");
                    effects.perform("two", "b");
                })
                .watching("mail", effects)
                .always("never more than two, token=" + SECRET + DRIVING, () -> {
                    if (effects.recorded().size() > 2) {
                        throw new IllegalStateException("password=" + SECRET + DRIVING);
                    }
                    return true;
                })
                .explore();
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertHarmless(verdict.toString());
    }

    @Test
    void refusals_tellNothing() {
        Database db = Database.watching(h2("refusing"));
        db.execute("create table logins (id int primary key, password varchar(40))");
        db.execute("insert into logins values (1, ?)", SECRET);
        for (String sql : List.of(
                "insert into logins values (1, '" + SECRET + "')",
                "insert into logins (password, id) values ('" + SECRET + "', 1)",
                "select x from logins where password = '" + SECRET + "'")) {
            try {
                db.execute(sql);
                throw new AssertionError("it was not refused");
            } catch (io.runstwice.world.Misuse refused) {
                StringWriter all = new StringWriter();
                refused.printStackTrace(new PrintWriter(all));
                assertHarmless(all.toString().replace("\t", ""));
            }
        }
    }
}
