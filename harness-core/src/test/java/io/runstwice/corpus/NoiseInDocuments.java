package io.runstwice.corpus;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Amounts, and noise beside them, in JSON, XML, YAML and hstore. */
final class NoiseInDocuments {

    private static final String KIND = "N noise";

    private NoiseInDocuments() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        json(cases);
        members(cases);
        lists(cases);
        others(cases);
        return cases;
    }

    private static Draft doc(List<Case> cases, String given) {
        return new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table t (id int primary key, doc jsonb)",
                "insert into t values (1, '" + given + "')");
    }

    private static void json(List<Case> cases) {
        doc(cases, "{\"balance\": 1600, \"at\": \"2026-01-05T10:00:00Z\"}")
                .twins(
                        "balance beside a time",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object('balance', (doc->>'balance')::int + 100, 'at', now())"))
                .harmless(
                        "a fixed balance beside a time",
                        work -> work.sql("update t set doc = jsonb_build_object('balance', 1700, 'at', now())"));
        doc(cases, "{\"balance\": \"16.00\", \"etag\": \"x\"}")
                .twins(
                        "a balance as text beside a random etag",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object('balance', ((doc->>'balance')::numeric + 1)::text, 'etag', ?::text)",
                                Tokens.hex(16)))
                .harmless(
                        "a fixed balance as text beside a random etag",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object('balance', '17.00', 'etag', ?::text)",
                                Tokens.hex(16)));
        doc(cases, "{\"version\": 3, \"updated\": 0}")
                .twins(
                        "a version beside milliseconds",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object('version', (doc->>'version')::int + 1, 'updated', ?::bigint)",
                                System.currentTimeMillis()))
                .harmless(
                        "milliseconds alone",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object('version', 4, 'updated', ?::bigint)",
                                System.currentTimeMillis()));
        doc(cases, "{\"meta\": {\"tries\": 0}, \"log\": []}")
                .twins(
                        "a list that grows by a time",
                        work -> work.sql("update t set doc = jsonb_set(doc, '{log}', doc->'log' || to_jsonb(now()))"))
                .harmless(
                        "a list that is set to one time",
                        work -> work.sql("update t set doc = jsonb_set(doc, '{log}', jsonb_build_array(now()))"));
    }

    private static void members(List<Case> cases) {
        doc(cases, "{}")
                .twins(
                        "a member named by a random id is added",
                        work -> work.sql(
                                "update t set doc = doc || jsonb_build_object(?::text, 1)",
                                UUID.randomUUID().toString()))
                .harmless(
                        "the only member is named by a random id",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object(?::text, 1)",
                                UUID.randomUUID().toString()));
        doc(cases, "{\"2026\": 5}")
                .twins(
                        "a total per day in a document",
                        work -> work.sql("update t set doc = doc || jsonb_build_object(current_date::text,"
                                + " coalesce((doc->>(current_date::text))::int, 0) + 25)"))
                .harmless(
                        "a total per day that is set",
                        work -> work.sql("update t set doc = doc || jsonb_build_object(current_date::text, 25)"));
        doc(cases, "{\"n\": 0}")
                .twins(
                        "a counter in text within a document",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object('n', (doc->>'n')::int + 1, 'inner',"
                                        + " ?::text)",
                                "{\"at\":\"" + Instant.now() + "\",\"id\":\"" + UUID.randomUUID() + "\"}"))
                .twins(
                        "a counter in a document within text within a document",
                        work -> work.sql(
                                "update t set doc = jsonb_build_object('n', 0, 'inner', '{\"n\":' ||"
                                        + " (coalesce(((doc->>'inner')::jsonb->>'n')::int, 0) + 1) || ',\"at\":\"' || ? || '\"}')",
                                Instant.now().toString()));
    }

    private static void lists(List<Case> cases) {
        doc(cases, "{\"lines\": []}")
                .twins(
                        "an element with a random id and an amount is added",
                        work -> work.sql(
                                "update t set doc = jsonb_set(doc, '{lines}', doc->'lines' || jsonb_build_array("
                                        + "jsonb_build_object('id', ?::text, 'cents', 500)))",
                                Tokens.hex(8)))
                .harmless("elements with random ids in the order of these ids", work -> {
                    String a = Tokens.hex(8);
                    String b = Tokens.hex(8);
                    String first = "{\"id\":\"" + a + "\",\"cents\":500}";
                    String second = "{\"id\":\"" + b + "\",\"cents\":700}";
                    String sorted = a.compareTo(b) < 0 ? first + "," + second : second + "," + first;
                    work.sql("update t set doc = ?::jsonb", "{\"lines\":[" + sorted + "]}");
                });
        doc(cases, "{\"sum\": 10, \"lines\": [{\"at\": \"2026-01-01T00:00:00Z\", \"cents\": 10}]}")
                .twins(
                        "a sum of lines each with a time",
                        work -> work.sql("update t set doc = jsonb_build_object('sum', (doc->>'sum')::int + 5, 'lines',"
                                + " doc->'lines' || jsonb_build_object('at', clock_timestamp(), 'cents', 5))"));
    }

    private static void others(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table x (id int primary key, doc xml)",
                        "insert into x values (1, '<a><total>16</total><at>2026-01-01T00:00:00Z</at></a>')")
                .twins(
                        "a total in XML beside a time",
                        work -> work.sql(
                                "update x set doc = ('<a><total>' || ((xpath('//total/text()', doc))[1]::text::int + 1) ||"
                                        + " '</total><at>' || now() || '</at></a>')::xml"))
                .harmless(
                        "a fixed total in XML beside a time",
                        work -> work.sql(
                                "update x set doc = ('<a><total>17</total><at>' || now() || '</at></a>')::xml"));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create extension hstore",
                        "create table h (id int primary key, doc hstore)",
                        "insert into h values (1, 'n=>5, at=>x')")
                .twins(
                        "a counter in hstore beside a token",
                        work -> work.sql(
                                "update h set doc = hstore(array['n', 'at'], array[((doc->'n')::int + 1)::text, ?])",
                                Tokens.base64(12)))
                .harmless(
                        "a fixed number in hstore beside a token",
                        work -> work.sql(
                                "update h set doc = hstore(array['n', 'at'], array['6', ?])", Tokens.base64(12)));
        String form = "status: %s\nretries: %d\nupdated: %s\n";
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table y (id int primary key, doc text)",
                        "insert into y values (1, E'status: new\\nretries: 0\\nupdated: never\\n')")
                .twins("retries in YAML beside a time", work -> {
                    String doc = work.text("select doc from y for update");
                    int retries = Integer.parseInt(doc.replaceAll("(?s).*retries: (\\d+).*", "$1")) + 1;
                    String at =
                            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.ofHours(2)));
                    work.sql("update y set doc = ?", String.format(Locale.ROOT, form, "done", retries, at));
                })
                .harmless("a fixed YAML beside a time", work -> {
                    String at = DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC));
                    work.sql("update y set doc = ?", String.format(Locale.ROOT, form, "done", 1, at));
                });
    }
}
