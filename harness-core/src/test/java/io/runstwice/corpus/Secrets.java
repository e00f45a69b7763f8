package io.runstwice.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Broken jobs whose stories hold a secret, or characters that a terminal obeys: what is printed must show neither. */
final class Secrets {

    private static final String KIND = "F secrets";

    /** Stands in every secret, and in no text that is printed. */
    static final String SECRET = "Xq7vT2mZ9pL4";

    private static final Pattern OBEYED = Pattern.compile("[\\p{Cntrl}&&[^\n]]|\\p{Cf}");

    private Secrets() {}

    /** Whether a text shows no secret, and nothing that a terminal obeys. */
    static boolean isClean(String text) {
        return !text.contains(SECRET) && !OBEYED.matcher(text).find();
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        secrets(cases);
        gateways(cases);
        characters(cases);
        return cases;
    }

    private static void secrets(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table users (id bigint generated always as identity primary key, name text, password text, api_key text)",
                        "create table doc (id bigint generated always as identity primary key, doc jsonb)",
                        "create table conf (name text, value text)")
                .twins(
                        "a password in a column",
                        work -> work.sql("insert into users (name, password) values ('ann', '" + SECRET + "')"))
                .twins(
                        "a password as a parameter",
                        work -> work.sql("insert into users (name, password) values ('ann', ?)", SECRET))
                .twins(
                        "a key without a list of columns",
                        work -> work.sql("insert into users overriding system value values (default, 'ann', '', '"
                                + SECRET + "')"))
                .twins(
                        "a secret in a document",
                        work -> work.sql("insert into doc (doc) values ('{\"client_secret\": \"" + SECRET + "\"}')"))
                .twins(
                        "a bearer token in a document",
                        work -> work.sql("insert into doc (doc) values ('{\"header\": \"Authorization: Bearer " + SECRET
                                + "\"}')"))
                .twins(
                        "a URL with a token",
                        work -> work.sql("insert into doc (doc) values ('{\"url\": \"https://x.org/?access_token="
                                + SECRET + "\"}')"))
                .twins(
                        "a URL with a password",
                        work -> work.sql(
                                "insert into doc (doc) values ('{\"url\": \"postgres://ann:" + SECRET + "@db/x\"}')"))
                .twins("a setting", work -> {
                    work.one("select set_config('app.api_key', '" + SECRET + "', true)");
                    work.sql("insert into users (name) values ('ann')");
                })
                .unsafe("a secret in a failure", "it refuses for ever", work -> {
                    if (work.number("select count(*) from users") > 0) {
                        throw new IllegalStateException("password=" + SECRET + " was refused");
                    }
                    work.sql("insert into users (name) values ('ann')");
                })
                .safe(
                        "a password that is set",
                        "the same again",
                        work -> work.once(within ->
                                within.sql("insert into users (name, password) values ('ann', '" + SECRET + "')")));
    }

    private static void gateways(List<Case> cases) {
        new Draft(KIND, On.POSTGRESQL, cases)
                .with(World::gateway)
                .unsafe(
                        "a token in a query",
                        "charged twice",
                        work -> work.post(
                                "/v1/charges?api_key=" + SECRET, null, "amount=5&currency=eur&source=tok_visa"))
                .unsafe(
                        "a token in a body",
                        "charged twice",
                        work -> work.post(
                                "/v1/charges",
                                null,
                                "amount=5&currency=eur&source=tok_visa&metadata[client_secret]=" + SECRET));
        new Draft(KIND, On.POSTGRESQL, cases)
                .with(World::mails)
                .unsafe("a password in a mail", "mailed twice", work -> work.mails()
                        .perform("mail", "your password: " + SECRET));
    }

    private static void characters(List<Case> cases) {
        String odd = "a\u001b[31mb\u0007c\u202ed\r\ne\u0000f".replace("\u0000", "");
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id bigint generated always as identity primary key, what text)")
                .twins("control characters in a cell", work -> work.sql("insert into t (what) values (?)", odd))
                .twins("control characters in SQL", work -> work.sql("insert into t (what) values ('" + odd + "')"));
        new Draft(KIND, On.POSTGRESQL, cases)
                .with(World::mails)
                .unsafe("control characters in a mail", "mailed twice", work -> work.mails()
                        .perform("mail" + odd, odd));
        new Draft(KIND, On.POSTGRESQL, cases)
                .with(World::files)
                .unsafe("control characters in a file", "written twice", work -> work.files()
                        .append("report.csv", "a\u001b[31m\u202e;5"));
    }
}
