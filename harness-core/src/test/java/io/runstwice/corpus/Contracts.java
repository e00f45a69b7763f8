package io.runstwice.corpus;

import io.runstwice.Bounds;
import java.util.ArrayList;
import java.util.List;

/** Mails, files and rows, and what was promised of them. */
final class Contracts {

    private static final String KIND = "H contracts";

    private Contracts() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        mails(cases);
        byFaults(cases);
        tables(cases);
        files(cases);
        return cases;
    }

    private static Draft draft(List<Case> cases, String... statements) {
        return new Draft(KIND, On.POSTGRESQL, cases, statements);
    }

    private static void mail(Work work) {
        work.mails().perform("mail", "to ann@example.org: paid");
    }

    private static void mails(List<Case> cases) {
        draft(cases).with(World::mails).unsafe("a mail without keys", "no code makes it exactly once", Contracts::mail);
        draft(cases)
                .with(world -> world.mails().atLeastOnce())
                .safe("a mail that may be doubled", "it is never lost", Contracts::mail)
                .unsafe("a mail that is lost behind its record", "the record is kept, the mail is not", work -> {
                    if (work.isFirst()) {
                        mail(work);
                    }
                });
        draft(cases)
                .with(world -> world.mails().atMostOnce())
                .safe("a mail that may be lost", "the record comes first", work -> {
                    if (work.isFirst()) {
                        mail(work);
                    }
                })
                .unsafe("a mail that may be lost, and is doubled", "the record comes last", work -> {
                    if (work.one("select 1 from done") == null) {
                        mail(work);
                        work.isFirst();
                    }
                });
        draft(cases)
                .with(World::keyed)
                .safe("a mail with a key", "the receiver knows the key", work -> work.keyed()
                        .perform("mail", "m1", "paid"))
                .unsafe("a mail with a random key", "another key each time", work -> work.keyed()
                        .perform("mail", Tokens.hex(8), "paid"));
    }

    private static void byFaults(List<Case> cases) {
        draft(
                        cases,
                        "create table jobs (id int primary key, sent boolean default false)",
                        "insert into jobs (id) values (1)")
                .with(world -> world.mails().doubledOnlyByFaults())
                .safe(
                        "looked at under a lock, mailed, recorded",
                        "only a dead worker doubles it",
                        work -> work.tx(within -> {
                            if (Boolean.FALSE.equals(within.one("select sent from jobs where id = 1 for update"))) {
                                mail(within);
                                within.sql("update jobs set sent = true where id = 1");
                            }
                        }))
                .unsafe("looked at without a lock, mailed, recorded", "two copies double it", work -> {
                    if (Boolean.FALSE.equals(work.one("select sent from jobs where id = 1"))) {
                        mail(work);
                        work.sql("update jobs set sent = true where id = 1");
                    }
                })
                .unsafe("mailed and recorded, never looked at", "a lost acknowledgement doubles it", work -> {
                    mail(work);
                    work.sql("update jobs set sent = true where id = 1");
                });
    }

    private static void tables(List<Case> cases) {
        draft(
                        cases,
                        "create table audit (id bigint generated always as identity primary key, what text)",
                        "create table entries (id int primary key, cents int)")
                .with(world -> world.db().atLeastOnce("audit"))
                .safe("an audit row for each delivery", "it may be doubled", work -> {
                    work.sql("insert into audit (what) values ('began')");
                    work.sql("insert into entries values (1, 5) on conflict do nothing");
                })
                .unsafe("an audit row that is lost", "it may be doubled, not lost", work -> {
                    if (work.sql("insert into entries values (1, 5) on conflict do nothing") == 1) {
                        work.sql("insert into audit (what) values ('began')");
                    }
                });
        draft(
                        cases,
                        "create table tries (id bigint generated always as identity primary key, what text)",
                        "create table e (id int primary key)")
                .with(world -> world.db().atMost(2, "tries"))
                .safe(
                        "at most two tries are written",
                        "counted under a lock",
                        work -> work.tx(within -> {
                            within.sql("lock table tries in exclusive mode");
                            if (within.number("select count(*) from tries") < 2) {
                                within.sql("insert into tries (what) values ('x')");
                            }
                            within.sql("insert into e values (1) on conflict do nothing");
                        }))
                .unsafe("as many tries as deliveries", "the third one is too many", work -> {
                    work.sql("insert into tries (what) values ('x')");
                    work.sql("insert into e values (1) on conflict do nothing");
                });
        draft(
                        cases,
                        "create table locks (name text primary key, until timestamptz)",
                        "create table e (id bigint generated always as identity primary key)")
                .with(world -> world.db().notComparing("locks"))
                .unsafe(
                        "a lock row that is not compared, and an insert",
                        "the insert is doubled when the lock has lapsed",
                        work -> {
                            lock(work);
                            work.sql("insert into e default values");
                            work.sql("delete from locks");
                        })
                .safe("a lock row that is not compared, and a recorded insert", "the record tells it", work -> {
                    lock(work);
                    work.once(within -> within.sql("insert into e default values"));
                    work.sql("delete from locks");
                });
        draft(cases, "create table e (id int primary key, state text)", "insert into e values (1, 'new')")
                .with(world -> world.db().accepting("given up", "select state = 'failed' from e where id = 1"))
                .safe(
                        "given up after it was tried once",
                        "given up is accepted",
                        work -> work.tx(within -> {
                            String state = within.text("select state from e where id = 1 for update");
                            if (state.equals("new")) {
                                within.sql("update e set state = 'trying' where id = 1");
                                within.connection().commit();
                                within.sql("update e set state = 'done' where id = 1");
                            } else if (state.equals("trying")) {
                                within.sql("update e set state = 'failed' where id = 1");
                            }
                        }));
    }

    private static void lock(Work work) throws Exception {
        work.sql("delete from locks where until < now()");
        if (work.sql("insert into locks values ('job', now() + interval '10 minutes') on conflict do nothing") == 0) {
            throw new IllegalStateException("locked");
        }
    }

    private static void moveReport(Work work) {
        work.files().write("report.tmp", "a;5\n");
        work.files().move("report.tmp", "report.csv");
    }

    private static void files(List<Case> cases) {
        draft(cases)
                .with(World::files)
                .safe("a report is written", "the same report again", work -> work.files()
                        .write("report.csv", "a;5\n"))
                .unsafe("a line is added to a report", "and once more", work -> work.files()
                        .append("report.csv", "a;5"))
                .unsafe("a file that is moved before it is written", "it is lost with the worker", work -> {
                    if (work.files().create("marker", "1")) {
                        work.files().write("report.csv", "a;5\n");
                    }
                })
                .unsafe("written aside, and moved", "a late worker leaves what it wrote aside", Contracts::moveReport);
        draft(cases)
                .with(World::files)
                .within(Bounds::oneAtATime)
                .safe("written aside, and moved, one worker at a time", "the same report again", Contracts::moveReport);
    }
}
