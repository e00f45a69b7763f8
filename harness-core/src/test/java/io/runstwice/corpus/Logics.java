package io.runstwice.corpus;

import java.util.ArrayList;
import java.util.List;

/** How jobs remember what they did: outbox, inbox, state machine, compare and set, ledger. */
final class Logics {

    private static final String KIND = "L logic";

    private Logics() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (On on : On.values()) {
            ledger(cases, on);
            inbox(cases, on);
            states(cases, on);
        }
        outbox(cases);
        compareAndSet(cases);
        attempts(cases);
        claims(cases);
        return cases;
    }

    private static String id(On on) {
        return on == On.MARIADB
                ? "bigint auto_increment primary key"
                : "bigint generated always as identity primary key";
    }

    private static void ledger(List<Case> cases, On on) {
        new Draft(
                        KIND,
                        on,
                        cases,
                        "create table ledger (entry varchar(40) primary key, cents int)",
                        "create table account (id int primary key, cents int)",
                        "insert into account values (1, 0)")
                .safe(
                        "a ledger with a key, and the balance in its transaction",
                        "a second entry is refused, and nothing else done",
                        work -> {
                            try {
                                work.tx(within -> {
                                    within.sql("insert into ledger values ('m1', 500)");
                                    within.sql("update account set cents = cents + 500 where id = 1");
                                });
                            } catch (java.sql.SQLException duplicate) {
                                if (!duplicate.getSQLState().startsWith("23")) {
                                    throw duplicate;
                                }
                            }
                        })
                .unsafe(
                        "a ledger with a key, and the balance after it",
                        "the balance is lost with the worker",
                        work -> {
                            try {
                                work.sql("insert into ledger values ('m1', 500)");
                            } catch (java.sql.SQLException duplicate) {
                                return;
                            }
                            work.sql("update account set cents = cents + 500 where id = 1");
                        })
                .unsafe("the balance before a ledger with a key", "the balance is added again", work -> {
                    work.sql("update account set cents = cents + 500 where id = 1");
                    work.sql("insert into ledger values ('m1', 500)");
                })
                .safe("the balance is the sum of the ledger", "computed anew each time", work -> {
                    if (work.one("select 1 from ledger where entry = 'm1'") == null) {
                        try {
                            work.sql("insert into ledger values ('m1', 500)");
                        } catch (java.sql.SQLException duplicate) {
                            if (!duplicate.getSQLState().startsWith("23")) {
                                throw duplicate;
                            }
                        }
                    }
                    work.sql("update account set cents = (select sum(cents) from ledger) where id = 1");
                });
    }

    private static void inbox(List<Case> cases, On on) {
        new Draft(
                        KIND,
                        on,
                        cases,
                        "create table inbox (message varchar(40) primary key, state varchar(10))",
                        "create table e (id " + id(on) + ", cents int)")
                .unsafe("an inbox that is marked first, and believed", "what is marked may not be done", work -> {
                    try {
                        work.sql("insert into inbox values ('m1', 'seen')");
                    } catch (java.sql.SQLException duplicate) {
                        return;
                    }
                    work.sql("insert into e (cents) values (5)");
                })
                .safe(
                        "an inbox that is marked in the transaction of its effect",
                        "both or none",
                        work -> work.tx(within -> {
                            if (within.one("select 1 from inbox where message = 'm1'") == null) {
                                within.sql("insert into inbox values ('m1', 'done')");
                                within.sql("insert into e (cents) values (5)");
                            }
                        }))
                .unsafe("an inbox that is marked last", "the effect is doubled", work -> {
                    if (work.one("select 1 from inbox where message = 'm1'") == null) {
                        work.sql("insert into e (cents) values (5)");
                        work.sql("insert into inbox values ('m1', 'done')");
                    }
                });
    }

    private static void states(List<Case> cases, On on) {
        new Draft(
                        KIND,
                        on,
                        cases,
                        "create table orders (id int primary key, state varchar(10), version int)",
                        "create table shipment (order_id int primary key, what varchar(10))",
                        "insert into orders values (1, 'new', 1)")
                .safe(
                        "a state that is set with its effect",
                        "both or none",
                        work -> work.tx(within -> {
                            if (within.sql(
                                            "update orders set state = 'paid', version = version + 1 where id = 1 and state = 'new'")
                                    == 1) {
                                within.sql("insert into shipment values (1, 'box')");
                            }
                        }))
                .unsafe("a state that is set before its effect", "the effect is lost with the worker", work -> {
                    if (work.sql(
                                    "update orders set state = 'paid', version = version + 1 where id = 1 and state = 'new'")
                            == 1) {
                        work.sql("insert into shipment values (1, 'box')");
                    }
                })
                .unsafe(
                        "a version that is counted at each delivery",
                        "it counts deliveries",
                        work -> work.sql("update orders set state = 'paid', version = version + 1 where id = 1"))
                .unsafe("read, computed in Java, written back", "each delivery adds one", work -> {
                    long version = work.number("select version from orders where id = 1");
                    work.sql("update orders set version = ? where id = 1", (int) version + 1);
                })
                .safe(
                        "compared with what the message says",
                        "the second one finds another version",
                        work -> work.sql("update orders set version = 2, state = 'paid' where id = 1 and version = 1"));
    }

    private static void outbox(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table orders (id int primary key, state text)",
                        "create table outbox (id bigint generated always as identity primary key, payload jsonb, created timestamptz default now())",
                        "insert into orders values (1, 'new')")
                .safe(
                        "an outbox in the transaction of the state",
                        "both or none",
                        work -> work.tx(within -> {
                            if (within.sql("update orders set state = 'paid' where id = 1 and state = 'new'") == 1) {
                                within.sql(
                                        "insert into outbox (payload) values (jsonb_build_object('order', 1, 'at', now(), 'event', gen_random_uuid()))");
                            }
                        }))
                .unsafe("an outbox after the transaction of the state", "the event is lost with the worker", work -> {
                    if (work.sql("update orders set state = 'paid' where id = 1 and state = 'new'") == 1) {
                        work.sql("insert into outbox (payload) values (jsonb_build_object('order', 1, 'at', now()))");
                    }
                })
                .unsafe(
                        "an outbox whatever the state was",
                        "the event is told twice",
                        work -> work.tx(within -> {
                            within.sql("update orders set state = 'paid' where id = 1");
                            within.sql(
                                    "insert into outbox (payload) values (jsonb_build_object('order', 1, 'at', now()))");
                        }));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table outbox (id int primary key, sent boolean default false)",
                        "insert into outbox (id) values (1), (2)")
                .with(World::keyed)
                .safe("a relay that sends with keys and marks", "the receiver knows the keys", work -> {
                    for (String id : work.all("select id from outbox where not sent order by id")) {
                        work.keyed().perform("publish", "outbox-" + id, "event " + id);
                        work.sql("update outbox set sent = true where id = ?", Integer.valueOf(id));
                    }
                })
                .unsafe("a relay that marks and then sends", "what is marked is lost with the worker", work -> {
                    for (String id : work.all("select id from outbox where not sent order by id")) {
                        work.sql("update outbox set sent = true where id = ?", Integer.valueOf(id));
                        work.keyed().perform("publish", "outbox-" + id, "event " + id);
                    }
                });
    }

    private static void compareAndSet(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table stock (sku text primary key, left_over int, reserved_by int)",
                        "insert into stock values ('a', 10, null)")
                .unsafe(
                        "a stock that is checked, and taken",
                        "each delivery takes one",
                        work -> work.sql(
                                "update stock set left_over = left_over - 1 where sku = 'a' and left_over > 0"))
                .safe(
                        "a stock that is taken with the message's mark",
                        "the mark tells it",
                        work -> work.sql(
                                "update stock set left_over = left_over - 1, reserved_by = 1 where sku = 'a' and reserved_by is distinct from 1"))
                .unsafe(
                        "a mark of the last message, and a copy of one before it",
                        "nothing is undone, but a total is read without a lock",
                        work -> {
                            long left = work.number("select left_over from stock where sku = 'a'");
                            if (work.one("select 1 from stock where reserved_by = 1") == null) {
                                work.sql("update stock set left_over = ? where sku = 'a'", (int) left - 1);
                                work.sql("update stock set reserved_by = 1 where sku = 'a'");
                            }
                        });
    }

    private static void attempts(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table tasks (id int primary key, attempts int default 0)",
                        "create table charge (id int primary key)",
                        "insert into tasks (id) values (1)")
                .with(world -> world.db().varying("tasks.attempts"))
                .unsafe("given up at the third attempt, without a word", "two deaths use up the attempts", work -> {
                    work.sql("update tasks set attempts = attempts + 1 where id = 1");
                    if (work.number("select attempts from tasks where id = 1") >= 3) {
                        return;
                    }
                    work.sql("insert into charge values (1) on conflict do nothing");
                })
                .safe("attempts are counted, and nothing hangs on them", "they may differ", work -> {
                    work.sql("update tasks set attempts = attempts + 1 where id = 1");
                    work.sql("insert into charge values (1) on conflict do nothing");
                });
    }

    private static void claims(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table claim (message int primary key, state text not null, until timestamptz)",
                        "create table e (id bigint generated always as identity primary key, cents int)")
                .safe("a claim that lapses, and an effect that closes it", "the claim alone is not believed", work -> {
                    if (work.sql(
                                    "insert into claim values (1, 'busy', now() + interval '5 minutes') on conflict (message) do update"
                                            + " set until = excluded.until where claim.state = 'busy' and claim.until < now()")
                            == 0) {
                        if (work.one("select 1 from claim where message = 1 and state = 'done'") == null) {
                            throw new IllegalStateException("claimed by another one");
                        }
                        return;
                    }
                    work.tx(within -> {
                        if (within.sql(
                                        "update claim set state = 'done', until = null where message = 1 and state = 'busy'")
                                == 1) {
                            within.sql("insert into e (cents) values (5)");
                        }
                    });
                })
                .unsafe(
                        "a claim that lapses, and an effect beside it",
                        "a worker that wakes up late does it again",
                        work -> {
                            if (work.sql(
                                            "insert into claim values (1, 'busy', now() + interval '5 minutes') on conflict (message) do update"
                                                    + " set until = excluded.until where claim.state = 'busy' and claim.until < now()")
                                    == 0) {
                                if (work.one("select 1 from claim where message = 1 and state = 'done'") == null) {
                                    throw new IllegalStateException("claimed by another one");
                                }
                                return;
                            }
                            work.sql("insert into e (cents) values (5)");
                            work.sql("update claim set state = 'done', until = null where message = 1");
                        });
    }
}
