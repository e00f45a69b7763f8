package io.runstwice.corpus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ids that a database, an application or a clock draws, numbers without gaps, and what refers to them. */
final class Ids {

    private static final String KIND = "I ids";

    private Ids() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        drawn(cases);
        natural(cases);
        gapless(cases);
        references(cases);
        inTexts(cases);
        elsewhere(cases);
        return cases;
    }

    private interface Draw {
        Object next(Work work) throws Exception;
    }

    private record Drawn(String name, String type, Draw draw) {}

    private static void drawn(List<Case> cases) {
        List<Drawn> all = List.of(
                new Drawn("a UUID", "uuid", work -> UUID.randomUUID()),
                new Drawn("a UUID as text", "text", work -> UUID.randomUUID().toString()),
                new Drawn("a UUID without dashes", "char(32)", work -> UUID.randomUUID()
                        .toString()
                        .replace("-", "")),
                new Drawn("a number of a sequence", "bigint", work -> work.number("select nextval('s')")),
                new Drawn("a prefix and a sequence", "text", work -> "INV-" + work.number("select nextval('s')")),
                new Drawn(
                        "a day and a sequence",
                        "text",
                        work -> DateTimeFormatter.BASIC_ISO_DATE.format(
                                        Instant.now().atOffset(ZoneOffset.UTC))
                                + String.format("-%06d", work.number("select nextval('s')"))),
                new Drawn(
                        "a prefix and random letters",
                        "text",
                        work -> "ord_" + Tokens.of("abcdefghijklmnopqrstuvwxyz0123456789", 14)),
                new Drawn(
                        "a random number",
                        "bigint",
                        work -> Math.abs(UUID.randomUUID().getMostSignificantBits())),
                new Drawn("milliseconds", "bigint", work -> System.currentTimeMillis()),
                new Drawn("nanoseconds", "bigint", work -> System.nanoTime()),
                new Drawn("Crockford letters", "text", work -> Tokens.of("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 26)));
        for (Drawn one : all) {
            Draft draft = new Draft(
                    KIND,
                    On.POSTGRESQL,
                    cases,
                    "create sequence s",
                    "create table orders (id " + one.type() + " primary key, cents int)",
                    "create table lines (order_id " + one.type() + " references orders, what text)");
            draft.twins(one.name(), work -> {
                Object id = one.draw().next(work);
                work.sql("insert into orders values (?, 500)", id);
                work.sql("insert into lines values (?, 'a')", id);
            });
        }
    }

    private static void natural(List<Case> cases) {
        new Draft(KIND, On.POSTGRESQL, cases, "create table orders (no text primary key, cents int)")
                .safe(
                        "a natural key, inserted unless it is there",
                        "the key tells it",
                        work -> work.sql("insert into orders values ('2026-17', 500) on conflict do nothing"))
                .safe(
                        "a natural key, upserted",
                        "the same values again",
                        work -> work.sql(
                                "insert into orders values ('2026-17', 500) on conflict (no) do update set cents = excluded.cents"))
                .unsafe(
                        "a natural key, upserted with a sum",
                        "each delivery adds",
                        work -> work.sql(
                                "insert into orders values ('2026-17', 500) on conflict (no) do update set cents = orders.cents + 500"))
                .unsafe(
                        "a natural key, upserted by what is not its key",
                        "each delivery has another key",
                        work -> work.sql(
                                "insert into orders values (?, 500) on conflict (no) do nothing",
                                "2026-" + Tokens.hex(3)))
                .safe(
                        "a key that is a digest of the message",
                        "the digest is the same",
                        work -> work.sql(
                                "insert into orders values (?, 500) on conflict (no) do nothing",
                                Tokens.sha256("message 1")))
                .unsafe(
                        "a key that is a digest of the message and the time",
                        "the digest is another one",
                        work -> work.sql(
                                "insert into orders values (?, 500) on conflict (no) do nothing",
                                Tokens.sha256("message 1" + System.nanoTime())));
        new Draft(KIND, On.MARIADB, cases, "create table orders (no varchar(40) primary key, cents int)")
                .safe(
                        "insert ignore",
                        "the key tells it",
                        work -> work.sql("insert ignore into orders values ('2026-17', 500)"))
                .unsafe(
                        "on duplicate key, a sum",
                        "each delivery adds",
                        work -> work.sql(
                                "insert into orders values ('2026-17', 500) on duplicate key update cents = cents + 500"))
                .safe(
                        "replace",
                        "the same values again",
                        work -> work.sql("replace into orders values ('2026-17', 500)"));
        new Draft(KIND, On.H2, cases, "create table orders (no varchar(40) primary key, cents int)")
                .safe(
                        "merge",
                        "the same values again",
                        work -> work.sql("merge into orders key (no) values ('2026-17', 500)"))
                .unsafe(
                        "merge with a sum",
                        "each delivery adds",
                        work -> work.sql(
                                "merge into orders o using (values ('2026-17', 500)) v(no, cents) on o.no = v.no when matched then update"
                                        + " set o.cents = o.cents + v.cents when not matched then insert values (v.no, v.cents)"));
    }

    private static void gapless(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table invoices (no int primary key, message int, cents int)",
                        "create table counter (last int)",
                        "insert into counter values (41)",
                        "insert into invoices values (41, 0, 100)")
                .twins("a counter without gaps", work -> {
                    long no = work.number("update counter set last = last + 1 returning last");
                    work.sql("insert into invoices values (?, 1, 500)", (int) no);
                })
                .unsafe(
                        "max(no) + 1",
                        "each delivery takes the next number",
                        work -> work.tx(within -> {
                            within.sql("lock table invoices in exclusive mode");
                            within.sql("insert into invoices select max(no) + 1, 1, 500 from invoices");
                        }))
                .safe(
                        "max(no) + 1, unless the message has one",
                        "looked up under the lock",
                        work -> work.tx(within -> {
                            within.sql("lock table invoices in exclusive mode");
                            if (within.one("select 1 from invoices where message = 1") == null) {
                                within.sql("insert into invoices select max(no) + 1, 1, 500 from invoices");
                            }
                        }))
                .unsafe(
                        "a number that is lost when the worker dies",
                        "the counter moves in a transaction of its own: a gap",
                        work -> {
                            if (work.one("select 1 from invoices where message = 1") != null) {
                                return;
                            }
                            long no = work.number("update counter set last = last + 1 returning last");
                            work.sql("insert into invoices values (?, 1, 500)", (int) no);
                        });
    }

    private static void references(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table node (id bigint generated always as identity primary key, parent bigint references node, name text)")
                .twins("a tree", work -> {
                    long root = work.number("insert into node (name) values ('root') returning id");
                    work.sql("insert into node (parent, name) values (?, 'left'), (?, 'right')", root, root);
                })
                .twins("a node that refers to itself", work -> {
                    long root = work.number("insert into node (name) values ('root') returning id");
                    work.sql("update node set parent = id where id = ?", root);
                })
                .unsafe(
                        "the second delivery hangs the leaf on another root",
                        "roots are made anew, the leaf moves",
                        work -> work.tx(within -> {
                            long root = within.number("insert into node (name) values ('root') returning id");
                            within.sql("delete from node where name = 'leaf'");
                            within.sql("insert into node (parent, name) values (?, 'leaf')", root);
                        }));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table a (id uuid primary key, b uuid, what text unique)",
                        "create table b (id uuid primary key, a uuid references a deferrable initially deferred, what text unique)",
                        "alter table a add foreign key (b) references b deferrable initially deferred")
                .safe("a cycle of references, once", "recorded", work -> work.once(within -> cycle(within, false)))
                .unsafe(
                        "a cycle of references, swapped when it comes again",
                        "the second delivery swaps them",
                        work -> {
                            if (work.isFirst()) {
                                work.tx(within -> cycle(within, false));
                            } else {
                                work.tx(within -> {
                                    within.sql("delete from a");
                                    within.sql("delete from b");
                                    cycle(within, true);
                                });
                            }
                        });
    }

    private static void cycle(Work work, boolean swapped) throws Exception {
        UUID a1 = UUID.randomUUID();
        UUID a2 = UUID.randomUUID();
        UUID b1 = UUID.randomUUID();
        UUID b2 = UUID.randomUUID();
        work.sql(
                "insert into a values (?, ?, 'first'), (?, ?, 'second')", a1, swapped ? b2 : b1, a2, swapped ? b1 : b2);
        work.sql("insert into b values (?, ?, 'first'), (?, ?, 'second')", b1, a1, b2, a2);
    }

    private static void inTexts(List<Case> cases) {
        Draft draft = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table orders (id bigint generated always as identity primary key, what text)",
                "create table outbox (id bigint generated always as identity primary key, payload jsonb)",
                "insert into orders (what) values ('given')");
        draft.twins("an id in a document of an outbox", work -> {
            long id = work.number("insert into orders (what) values ('new') returning id");
            work.sql("insert into outbox (payload) values (jsonb_build_object('order', ?::bigint, 'cents', 500))", id);
        });
        draft.unsafe(
                "a document that refers to another order when it comes again",
                "the order of the first delivery is kept, its event is not",
                work -> {
                    Object found = work.one("select id from orders where what = 'new'");
                    long id = found == null ? work.number("insert into orders (what) values ('new') returning id") : 1;
                    if (work.one("select 1 from outbox") == null) {
                        work.sql(
                                "insert into outbox (payload) values (jsonb_build_object('order', ?::bigint, 'cents', 500))",
                                id);
                    }
                });
        draft.twins("an id within a link", work -> {
            long id = work.number("insert into orders (what) values ('new') returning id");
            work.sql(
                    "insert into outbox (payload) values (jsonb_build_object('link', 'https://example.org/orders/' || ?::bigint || '/pdf'))",
                    id);
        });
    }

    private static void elsewhere(List<Case> cases) {
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table orders (id bigint auto_increment primary key, cents int)",
                        "create table line (order_id bigint, what varchar(20), foreign key (order_id) references orders (id))")
                .twins("auto_increment", work -> {
                    work.sql("insert into orders (cents) values (500)");
                    work.sql("insert into line values (last_insert_id(), 'a')");
                });
        new Draft(
                        KIND,
                        On.H2,
                        cases,
                        "create sequence s",
                        "create table orders (id uuid default random_uuid() primary key, no bigint, cents int)")
                .twins(
                        "a random default and a sequence",
                        work -> work.sql("insert into orders (no, cents) values (next value for s, 500)"));
    }
}
