package io.runstwice.corpus;

import io.runstwice.http.HttpService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests to a gateway that knows keys: what they are made of, and what is kept of the answer. */
final class Gateways {

    private static final String KIND = "H HTTP";

    private static final String CHARGE = "amount=500&currency=eur&source=tok_visa";

    private Gateways() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        keys(cases);
        answers(cases);
        looks(cases);
        methods(cases);
        sagas(cases);
        return cases;
    }

    private static Draft draft(List<Case> cases, String... statements) {
        return new Draft(KIND, On.POSTGRESQL, cases, statements).with(World::gateway);
    }

    private static String id(String answer) {
        return answer.replaceFirst("(?s).*?\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static void keys(List<Case> cases) {
        draft(
                        cases,
                        "create table payment (id int primary key, charge text, key text)",
                        "insert into payment values (1, null, null)")
                .unsafe(
                        "a charge without a key",
                        "nothing tells a repetition",
                        work -> work.post("/v1/charges", null, CHARGE))
                .safe(
                        "a key of the message",
                        "the same key again",
                        work -> work.post("/v1/charges", "charge-1", CHARGE))
                .unsafe(
                        "a random key",
                        "another key each time",
                        work -> work.post("/v1/charges", UUID.randomUUID().toString(), CHARGE))
                .unsafe(
                        "a key with the attempt in it",
                        "another key each time",
                        work -> work.post(
                                "/v1/charges", "charge-1-" + work.delivery().attempt(), CHARGE))
                .unsafe(
                        "a key with the time in it",
                        "another key each time",
                        work -> work.post("/v1/charges", "charge-1-" + System.currentTimeMillis(), CHARGE))
                .unsafe(
                        "a key with the hour of the database in it",
                        "another key an hour later",
                        work -> work.post(
                                "/v1/charges",
                                "charge-1-" + work.text("select to_char(now(), 'YYYYMMDDHH24')"),
                                CHARGE))
                .safe("a random key that is kept first", "the kept key is taken again", work -> {
                    work.sql(
                            "update payment set key = ? where id = 1 and key is null",
                            UUID.randomUUID().toString());
                    work.post("/v1/charges", work.text("select key from payment where id = 1"), CHARGE);
                })
                .unsafe("a random key that is kept after it was used", "it dies with the worker", work -> {
                    Object kept = work.one("select key from payment where id = 1");
                    String key = kept == null ? UUID.randomUUID().toString() : kept.toString();
                    work.post("/v1/charges", key, CHARGE);
                    work.sql("update payment set key = ? where id = 1", key);
                })
                .unsafe("one key for two charges", "the second one is a replay of the first", work -> {
                    String charge = id(work.post("/v1/charges", "k", CHARGE));
                    if (work.one("select charge from payment where id = 1") == null) {
                        work.sql("update payment set charge = ? where id = 1", charge);
                        work.post("/v1/refunds", null, "charge=" + charge);
                    }
                });
        draft(cases)
                .with(world -> world.gateway().forgettingKeysAfter(Duration.ofMinutes(30)))
                .unsafe(
                        "a gateway that forgets keys after half an hour",
                        "the redelivery comes after an hour",
                        work -> work.post("/v1/charges", "charge-1", CHARGE));
    }

    private static void answers(List<Case> cases) {
        draft(
                        cases,
                        "create table payment (id int primary key, charge text, paid int default 0)",
                        "insert into payment (id) values (1)")
                .safe(
                        "the id of the charge is kept",
                        "the same id again",
                        work -> work.sql(
                                "update payment set charge = ?, paid = 500 where id = 1",
                                id(work.post("/v1/charges", "k", CHARGE))))
                .unsafe("what was paid is added up", "a replayed answer is added again", work -> {
                    work.post("/v1/charges", "k", CHARGE);
                    work.sql("update payment set paid = paid + 500 where id = 1");
                })
                .unsafe("recorded before it is charged", "the charge is lost with the worker", work -> {
                    if (work.isFirst()) {
                        work.post("/v1/charges", "k", CHARGE);
                    }
                })
                .safe("recorded after it is charged with a key", "the key tells it", work -> {
                    if (work.one("select 1 from done") == null) {
                        work.post("/v1/charges", "k", CHARGE);
                        work.isFirst();
                    }
                })
                .unsafe("recorded after it is charged without a key", "the worker dies in between", work -> {
                    if (work.one("select 1 from done") == null) {
                        work.post("/v1/charges", null, CHARGE);
                        work.isFirst();
                    }
                })
                .unsafe(
                        "charged within a transaction that records it",
                        "the transaction is rolled back, the charge is not",
                        work -> work.once(within -> within.post("/v1/charges", null, CHARGE)))
                .safe(
                        "charged with a key within a transaction that records it",
                        "the key tells it",
                        work -> work.once(within -> within.post("/v1/charges", "k", CHARGE)))
                .unsafe("a failure is taken for a refusal", "a reply that is lost is no refusal", work -> {
                    try {
                        work.post("/v1/charges", "k", CHARGE);
                        work.sql("update payment set charge = 'paid' where id = 1");
                    } catch (java.io.IOException lost) {
                        work.sql("update payment set charge = 'failed' where id = 1 and charge is null");
                    }
                });
    }

    private static void looks(List<Case> cases) {
        draft(cases)
                .unsafe("looked up, then created", "two copies both look first", work -> {
                    if (!work.get("/v1/charges?description=m1").contains("\"ch_")) {
                        work.post("/v1/charges", null, CHARGE + "&description=m1");
                    }
                })
                .safe("looked up, then created with a key", "the key tells it", work -> {
                    if (!work.get("/v1/charges?description=m1").contains("\"ch_")) {
                        work.post("/v1/charges", "m1", CHARGE + "&description=m1");
                    }
                });
    }

    private static void methods(List<Case> cases) {
        draft(cases)
                .with(world -> {
                    HttpService.StripeLike gateway = world.gateway();
                    gateway.create("customers", Map.of("id", "cus_1", "balance", "0"));
                })
                .safe(
                        "an update to fixed fields",
                        "it says the same again",
                        work -> work.post("/v1/customers/cus_1", null, "balance=500"))
                .unsafe("a balance read, and one more written", "each delivery adds", work -> {
                    String balance =
                            work.get("/v1/customers/cus_1").replaceFirst("(?s).*\"balance\"\\s*:\\s*\"?(\\d+).*", "$1");
                    work.post("/v1/customers/cus_1", null, "balance=" + (Integer.parseInt(balance) + 500));
                })
                .safe("deleted, and gone is right too", "gone is gone", work -> {
                    try {
                        work.reply("DELETE", "/v1/customers/cus_1", Map.of(), "");
                    } catch (Work.Refused gone) {
                        // deleted before
                    }
                });
    }

    private static void sagas(List<Case> cases) {
        draft(cases, "create table saga (id int primary key, state text)", "insert into saga values (1, 'new')")
                .safe("three steps with keys and a state", "each step is done again or not at all", work -> {
                    String charge = id(work.post("/v1/charges", "saga-1-charge", CHARGE));
                    work.sql("update saga set state = 'charged' where id = 1 and state = 'new'");
                    work.post("/v1/transfers", "saga-1-transfer", "amount=400&currency=eur&destination=acct_1");
                    work.sql("update saga set state = ? where id = 1", "done " + charge);
                })
                .unsafe("a state machine that steps on before its step", "the step is lost with the worker", work -> {
                    if (work.sql("update saga set state = 'charging' where state = 'new'") == 1) {
                        work.post("/v1/charges", "k", CHARGE);
                    }
                    work.sql("update saga set state = 'done'");
                })
                .unsafe("a compensation whose refund has no key", "a refund is doubled", work -> {
                    String charge = id(work.post("/v1/charges", "k", CHARGE));
                    if (work.sql("update saga set state = 'refunding' where state in ('new', 'refunding')") == 1) {
                        work.post("/v1/refunds", null, "amount=100&charge=" + charge);
                        work.sql("update saga set state = 'refunded'");
                    }
                })
                .safe("a compensation with a key", "the key tells it", work -> {
                    String charge = id(work.post("/v1/charges", "k", CHARGE));
                    if (work.sql("update saga set state = 'refunding' where state in ('new', 'refunding')") == 1) {
                        work.post("/v1/refunds", "refund-k", "amount=100&charge=" + charge);
                        work.sql("update saga set state = 'refunded'");
                    }
                });
    }
}
