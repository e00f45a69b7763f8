package io.runstwice.corpus;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Leases, windows of deduplication and limits of a rate: what lapses before a message comes again. */
final class Leases {

    private static final String KIND = "T time";

    private Leases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        windows(cases);
        leases(cases);
        limits(cases);
        onMariaDb(cases);
        onH2(cases);
        return cases;
    }

    private static void windows(List<Case> cases) {
        window(cases, "30 minutes", true);
        window(cases, "59 minutes", true);
        window(cases, "2 hours", false);
        window(cases, "7 days", false);
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table seen (message int primary key, expires timestamptz not null)",
                        "create table parking (id int primary key, paid_until timestamptz)",
                        "insert into parking values (1, now() + interval '3 hours')")
                .unsafe(
                        "parking is extended again when its record of 30 minutes has lapsed",
                        "the record lapses",
                        work -> work.tx(within -> parking(within, "30 minutes")))
                .safe(
                        "parking is extended once, recorded for two days",
                        "the record outlives all redeliveries",
                        work -> work.tx(within -> parking(within, "2 days")));
    }

    private static void parking(Work work, String window) throws Exception {
        work.sql("delete from seen where expires < now()");
        if (work.sql("insert into seen values (1, now() + ?::interval) on conflict do nothing", window) == 1) {
            work.sql("update parking set paid_until = paid_until + interval '1 hour'");
        }
    }

    /** A record that counts for so long. */
    private static void window(List<Case> cases, String window, boolean isUnsafe) {
        Draft draft = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table seen (message int, at timestamptz not null default now())",
                "create table entries (id bigint generated always as identity primary key, cents int)");
        Steps job = work -> work.tx(within -> {
            within.sql("lock table seen in exclusive mode");
            if (within.one("select 1 from seen where message = 1 and at > now() - ?::interval", window) == null) {
                within.sql("insert into seen (message) values (1)");
                within.sql("insert into entries (cents) values (500)");
            }
        });
        if (isUnsafe) {
            draft.unsafe("a window of " + window, "a message may come again after an hour", job);
        } else {
            draft.safe("a window of " + window, "no message comes again so late", job);
        }
    }

    private static void leases(List<Case> cases) {
        Draft lease = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table lease (id int primary key, owner text, until timestamptz)",
                "create table entries (id bigint generated always as identity primary key, cents int)",
                "insert into lease values (1, null, null)");
        lease.unsafe("a lease alone, then an insert", "after it has lapsed nothing tells what was done", work -> {
            if (taken(work, "5 minutes")) {
                work.sql("insert into entries (cents) values (5)");
            } else {
                throw new IllegalStateException("leased by another one");
            }
        });
        lease.safe("a lease, then an insert that is recorded", "the record is what counts", work -> {
            if (taken(work, "5 minutes")) {
                work.once(within -> within.sql("insert into entries (cents) values (5)"));
            } else {
                throw new IllegalStateException("leased by another one");
            }
        });
        lease.unsafe(
                "a lease that outlives the queue", "a dead worker holds it until after the last redelivery", work -> {
                    if (!taken(work, "3 hours")) {
                        throw new IllegalStateException("leased by another one");
                    }
                    work.once(within -> within.sql("insert into entries (cents) values (5)"));
                    work.sql("update lease set until = null");
                });
        lease.unsafe("who finds a lease acknowledges", "the worker that has it may be dead", work -> {
            if (taken(work, "5 minutes")) {
                work.once(within -> within.sql("insert into entries (cents) values (5)"));
            }
        });
    }

    private static boolean taken(Work work, String lasts) throws Exception {
        return work.sql(
                        "update lease set owner = ?, until = now() + ?::interval where until is null or until < now()",
                        Tokens.hex(4),
                        lasts)
                == 1;
    }

    private static void limits(List<Case> cases) {
        Draft limit = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table calls (at timestamptz not null default now())",
                "create table sent (id int primary key)");
        limit.unsafe(
                "two calls an hour, and each try counts",
                "two deaths use up the limit, and the message is dropped",
                work -> {
                    if (work.number("select count(*) from calls where at > now() - interval '1 day'") >= 2) {
                        return;
                    }
                    work.sql("insert into calls default values");
                    work.sql("insert into sent values (1) on conflict do nothing");
                });
        limit.safe(
                "two calls an hour, counted where they are made",
                "the count is in the same transaction",
                work -> work.tx(within -> {
                    if (within.sql("insert into sent values (1) on conflict do nothing") == 1) {
                        within.sql("insert into calls default values");
                    }
                }));
    }

    private static void onMariaDb(List<Case> cases) {
        Draft window = new Draft(
                KIND,
                On.MARIADB,
                cases,
                "create table seen (message int primary key, at datetime not null)",
                "create table entries (id bigint auto_increment primary key, cents int)");
        window.unsafe(
                "a window of half an hour in DATETIME",
                "a message may come again after an hour",
                work -> work.tx(within -> dedup(within, 30)));
        window.safe(
                "a window of a day in DATETIME",
                "no message comes again so late",
                work -> work.tx(within -> dedup(within, 1440)));
        window.known(
                "inconclusive",
                "two copies that each delete from an empty range and then insert into it do not always go the same way on InnoDB");
        Draft java = new Draft(
                KIND,
                On.MARIADB,
                cases,
                "create table seen (message int primary key, until timestamp(6) null)",
                "create table entries (id bigint auto_increment primary key, cents int)");
        java.unsafe(
                "an expiry of ten minutes by JDBC",
                "a message may come again after an hour",
                work -> work.tx(within -> expiring(within, Duration.ofMinutes(10))));
        java.safe(
                "an expiry of a week by JDBC",
                "no message comes again so late",
                work -> work.tx(within -> expiring(within, Duration.ofDays(7))));
    }

    private static void dedup(Work work, int minutes) throws Exception {
        work.sql("delete from seen where at < now() - interval " + minutes + " minute");
        if (work.sql("insert ignore into seen values (1, now())") == 1) {
            work.sql("insert into entries (cents) values (5)");
        }
    }

    private static void expiring(Work work, Duration lasts) throws Exception {
        java.sql.Timestamp now = java.sql.Timestamp.from(Instant.now());
        work.sql("delete from seen where until < ?", now);
        if (work.sql(
                        "insert ignore into seen values (1, ?)",
                        java.sql.Timestamp.from(Instant.now().plus(lasts)))
                == 1) {
            work.sql("insert into entries (cents) values (5)");
        }
    }

    private static void onH2(List<Case> cases) {
        Draft window = new Draft(
                KIND,
                On.H2,
                cases,
                "create table seen (message int primary key, until timestamp with time zone not null)",
                "create table entries (id bigint generated always as identity primary key, cents int)");
        window.unsafe(
                "an expiry of ten minutes by OffsetDateTime",
                "a message may come again after an hour",
                work -> work.tx(within -> expiringByOffset(within, Duration.ofMinutes(10))));
        window.safe(
                "an expiry of a week by OffsetDateTime",
                "no message comes again so late",
                work -> work.tx(within -> expiringByOffset(within, Duration.ofDays(7))));
    }

    private static void expiringByOffset(Work work, Duration lasts) throws Exception {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        work.sql("delete from seen where until < ?", now);
        if (work.number("select count(*) from seen where message = 1") == 0) {
            work.sql("insert into seen values (1, ?)", now.plus(lasts));
            work.sql("insert into entries (cents) values (5)");
        }
    }
}
