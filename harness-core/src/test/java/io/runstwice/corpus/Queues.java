package io.runstwice.corpus;

import java.util.ArrayList;
import java.util.List;

/** Rows that are taken in some order: LIMIT, SKIP LOCKED, cursors, windows, and the order of the heap. */
final class Queues {

    private static final String KIND = "P order";

    private Queues() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        heap(cases);
        claims(cases);
        cursors(cases);
        windows(cases);
        onMariaDb(cases);
        return cases;
    }

    private static void heap(List<Case> cases) {
        Draft draft = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table q (id text primary key, done boolean default false)",
                "create table log (id text primary key)",
                "insert into q (id) values ('a'), ('b'), ('c')");
        draft.unsafe(
                "the first row of the heap is logged, and moved",
                "without an order the next delivery finds another one",
                work -> work.tx(within -> {
                    String id = within.text("select id from q limit 1");
                    within.sql("update q set done = true where id = ?", id);
                    within.sql("insert into log values (?) on conflict do nothing", id);
                }));
        draft.safe(
                "the first row by its key is logged",
                "the order is the same",
                work -> work.tx(within -> {
                    String id = within.text("select id from q order by id limit 1");
                    within.sql("update q set done = true where id = ?", id);
                    within.sql("insert into log values (?) on conflict do nothing", id);
                }));
        draft.unsafe(
                "the next open row is done",
                "a redelivery does the next one",
                work -> work.tx(
                        within -> within.sql(
                                "update q set done = true where id = (select id from q where not done order by id limit 1 for update)")));
        draft.safe(
                "all open rows are done",
                "a redelivery finds none",
                work -> work.tx(within -> within.sql("update q set done = true where not done")));
    }

    private static void claims(List<Case> cases) {
        Draft draft = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table q (id int primary key, state text default 'new', message int)",
                "create table sent (id int primary key)",
                "insert into q (id) values (1), (2), (3)");
        draft.unsafe("a claim by SKIP LOCKED that dies with its worker", "claimed for ever, and never sent", work -> {
            Object id = work.one(
                    "update q set state = 'busy' where id = (select id from q where state = 'new' order by id limit 1"
                            + " for update skip locked) returning id");
            if (id != null) {
                work.sql("insert into sent values (?)", id);
                work.sql("update q set state = 'done' where id = ?", id);
            }
        });
        draft.safe(
                "a claim by SKIP LOCKED of the message's own row, in one transaction",
                "the claim is undone with its worker",
                work -> work.tx(within -> {
                    Object id = within.one("select id from q where id = 2 and state = 'new' for update");
                    if (id != null) {
                        within.sql("insert into sent values (2)");
                        within.sql("update q set state = 'done' where id = 2");
                    }
                }));
        draft.unsafe(
                "SKIP LOCKED of the message's own row, and nothing to do if it is locked",
                "the worker that holds it may yet fail",
                work -> work.tx(within -> {
                    Object id = within.one("select id from q where id = 2 and state = 'new' for update skip locked");
                    if (id == null) {
                        return;
                    }
                    within.sql("insert into sent values (2)");
                    within.sql("update q set state = 'done' where id = 2");
                }));
        draft.safe("claimed for the message, and taken up again", "who claimed it is known", work -> {
            work.tx(within -> {
                if (within.one("select 1 from q where message = 1") == null) {
                    within.sql("lock table q in exclusive mode");
                    if (within.one("select 1 from q where message = 1") == null) {
                        within.sql("update q set message = 1 where id = (select min(id) from q where message is null)");
                    }
                }
            });
            work.sql("insert into sent select id from q where message = 1 on conflict do nothing");
        });
    }

    private static void cursors(List<Case> cases) {
        Draft draft = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table payout (id int primary key, cents int, paid boolean default false)",
                "create table ledger (id bigint generated always as identity primary key, payout int, cents int)",
                "create table progress (name text primary key, last int)",
                "insert into payout select n, n * 10 from generate_series(1, 2) n",
                "insert into progress values ('payouts', 0)");
        draft.unsafe(
                "each row in a transaction of its own, without a mark", "a redelivery begins from the first", work -> {
                    for (String id : work.all("select id from payout order by id")) {
                        work.sql(
                                "insert into ledger (payout, cents) select id, cents from payout where id = ?",
                                Integer.valueOf(id));
                    }
                });
        draft.safe("each row with its mark in one transaction", "a marked row is passed over", work -> {
            for (String id : work.all("select id from payout where not paid order by id")) {
                work.tx(within -> {
                    if (within.sql("update payout set paid = true where id = ? and not paid", Integer.valueOf(id))
                            == 1) {
                        within.sql(
                                "insert into ledger (payout, cents) select id, cents from payout where id = ?",
                                Integer.valueOf(id));
                    }
                });
            }
        });
        draft.unsafe("the mark is written before the row", "a row is lost when the worker dies in between", work -> {
            for (int id = 1 + (int) work.number("select last from progress"); id <= 2; id++) {
                work.sql("update progress set last = ?", id);
                work.sql("insert into ledger (payout, cents) select id, cents from payout where id = ?", id);
            }
        });
        draft.safe("the mark is written with the row, under its lock", "both or none", work -> {
            boolean more = true;
            while (more) {
                boolean[] any = new boolean[1];
                work.tx(within -> {
                    int id = 1 + (int) within.number("select last from progress for update");
                    any[0] = within.sql(
                                    "insert into ledger (payout, cents) select id, cents from payout where id = ?", id)
                            == 1;
                    if (any[0]) {
                        within.sql("update progress set last = ?", id);
                    }
                });
                more = any[0];
            }
        });
    }

    private static void windows(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table score (id int primary key, points int)",
                        "create table rank (id int primary key, place int)",
                        "insert into score values (1, 30), (2, 10), (3, 20)")
                .safe(
                        "ranks are upserted",
                        "the same ranks again",
                        work -> work.sql(
                                "insert into rank select id, rank() over (order by points desc) from score on conflict (id) do update set place = excluded.place"))
                .unsafe(
                        "the best one gets a bonus",
                        "and once more",
                        work -> work.sql(
                                "update score set points = points + 5 where id = (select id from (select id, row_number() over (order by points desc) r from score) x where r = 1)"))
                .safe(
                        "an aggregate of all rows",
                        "the same sum",
                        work -> work.sql(
                                "insert into rank values (0, (select sum(points) from score)) on conflict (id) do update set place = excluded.place"))
                .unsafe(
                        "an aggregate of rows among which is the last one",
                        "it sums its own result",
                        work -> work.sql(
                                "insert into score values (100 + (select count(*) from score)::int, (select sum(points) from score))"));
    }

    private static void onMariaDb(List<Case> cases) {
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table q (id int primary key, done int default 0)",
                        "insert into q (id) values (1), (2), (3)")
                .unsafe(
                        "the next open row is done",
                        "a redelivery does the next one",
                        work -> work.sql("update q set done = 1 where done = 0 order by id limit 1"))
                .safe("one row by its key", "the same row", work -> work.sql("update q set done = 1 where id = 2"))
                .twins("skip locked", work -> {
                    Object id = work.one("select id from q where done = 0 order by id limit 1 for update skip locked");
                    if (id != null) {
                        work.sql("update q set done = 1 where id = ?", id);
                    }
                });
    }
}
