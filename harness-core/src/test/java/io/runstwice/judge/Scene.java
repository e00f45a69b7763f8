package io.runstwice.judge;

import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.table;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What realistic jobs leave behind. */
enum Scene {
    /** A charge at a gateway, recorded locally, with the key that was sent and a lease. */
    CHARGE {
        @Override
        Observation run(Draw draw) {
            String charge = "ch_" + draw.id("charges");
            String request = draw.id("requests");
            String key = draw.uuid();
            return draw.observe(
                    USERS.with(
                            List.of(row("7", "cus_7", draw.now(), "1", null), row("8", "cus_8", CREATED, "0", null))),
                    plus(
                            REQUESTS,
                            row(request, "7", key, charge, "done", draw.now().plus(Duration.ofMinutes(30)))),
                    plus(CHARGES, row(charge, "1999", "cus_7", draw.clock(), key)),
                    plus(
                            LEDGER,
                            row("POST", "/v1/charges", charge, "1999"),
                            row("POST", "/v1/charges/" + charge, charge, "0")));
        }
    },
    /** Orders with items that refer to them, notes that mention them, twins, and a removed row. */
    ORDERS {
        @Override
        Observation run(Draw draw) {
            String first = draw.id("orders");
            String second = draw.id("orders");
            String third = draw.id("orders");
            return draw.observe(
                    USERS.with(List.of(row("7", "cus_7", CREATED, "0", null))),
                    plus(ORDER, row(first, "open", null), row(second, "open", first), row(third, "open", first)),
                    plus(
                            ITEMS,
                            row(draw.id("items"), first, "pen", "3"),
                            row(draw.id("items"), second, "ink", "1"),
                            row(draw.id("items"), third, "ink", "1")),
                    plus(MAILS, row("order " + first + " received"), row("order-" + second + " received")));
        }
    },
    /** Times and tokens of every kind. */
    NOISE {
        @Override
        Observation run(Draw draw) {
            Instant now = draw.now();
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return draw.observe(plus(
                    JOBS,
                    row(
                            draw.id("jobs"),
                            draw.token(),
                            Long.toString(now.toEpochMilli()),
                            Long.toString(draw.clock().plusSeconds(1800).getEpochSecond()),
                            now.toString(),
                            today,
                            today.plusDays(30),
                            "{\"at\":\"" + now + "\",\"key\":\"" + draw.uuid() + "\"}",
                            CREATED.plus(Duration.ofDays(14)))));
        }
    };

    static final Instant CREATED = Instant.parse("2025-06-01T08:00:00Z");
    static final Table USERS = table(
            "db users",
            List.of("id generated!", "customer value", "synced_at time", "charges number", "note value"),
            row("7", "cus_7", CREATED, "0", null),
            row("8", "cus_8", CREATED, "0", null));
    static final Table REQUESTS = table(
            "db requests",
            List.of(
                    "id generated!",
                    "user_id generated >users.id",
                    "key value",
                    "charge value",
                    "state value",
                    "until time"));
    static final Table CHARGES = table(
            "gateway /v1/charges",
            List.of("id generated!", "amount number", "customer value", "created time", "idempotency_key remark"));
    static final Table LEDGER = table(
            "gateway requests",
            List.of("method value", "path value", "charge generated >/v1/charges.id", "amount number"));
    static final Table ORDER =
            table("db orders", List.of("id generated!", "state value", "parent generated >orders.id"));
    static final Table ITEMS = table(
            "db items", List.of("id generated!", "order_id generated >orders.id", "sku value", "quantity number"));
    static final Table MAILS = table("mails mail", List.of("text value"));
    static final Table JOBS = table(
            "db jobs",
            List.of(
                    "id generated!",
                    "token value",
                    "at_millis number",
                    "until_seconds number",
                    "at_text value",
                    "today date",
                    "due date",
                    "payload value",
                    "fixed time"));

    abstract Observation run(Draw draw);

    State given() {
        return new State(List.of(USERS, REQUESTS, CHARGES, LEDGER, ORDER, ITEMS, MAILS, JOBS));
    }

    Judge judge() {
        List<Observation> baselines = Draw.baselines().stream().map(this::run).toList();
        return Judge.of(given(), baselines, Map.of());
    }
}
