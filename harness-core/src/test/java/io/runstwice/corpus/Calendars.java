package io.runstwice.corpus;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Days, months, due dates and ages: what is added to a time is an amount, and what is now is none. */
final class Calendars {

    private static final String KIND = "T time";

    private Calendars() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        days(cases);
        instants(cases);
        epochs(cases);
        due(cases);
        types(cases);
        return cases;
    }

    private static void days(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table sub (id int primary key, next_bill date, bills int default 0)",
                        "insert into sub values (1, current_date)")
                .twins("the next bill is a day later", work -> work.sql("update sub set next_bill = next_bill + 1"))
                .twins(
                        "the next bill is a month later",
                        work -> work.sql("update sub set next_bill = next_bill + interval '1 month'"))
                .harmless(
                        "the next bill is in a month",
                        work -> work.sql("update sub set next_bill = current_date + interval '1 month'"))
                .harmless(
                        "the next bill is at the end of the next month",
                        work -> work.sql(
                                "update sub set next_bill = date_trunc('month', now()) + interval '2 months - 1 day'"))
                .unsafe(
                        "billed if it is due, and the next date is computed from today",
                        "the date of the second bill is due only later,"
                                + " but a lost acknowledgement adds a bill if due dates lie in the past",
                        work -> work.tx(within -> {
                            if (within.sql("update sub set next_bill = next_bill - 1 where next_bill <= current_date")
                                    == 1) {
                                within.sql("update sub set bills = bills + 1");
                            }
                        }))
                .safe(
                        "billed if it is due, and a month later the next time",
                        "after a month it is not due",
                        work -> work.tx(within -> {
                            if (within.sql(
                                            "update sub set next_bill = next_bill + interval '1 month' where next_bill <= current_date")
                                    == 1) {
                                within.sql("update sub set bills = bills + 1");
                            }
                        }));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table sub (id int primary key, next_bill date)",
                        "insert into sub values (1, '2026-01-31')")
                .twins(
                        "from month end to month end",
                        work -> work.sql("update sub set next_bill = next_bill + interval '1 month'"))
                .twins("by LocalDate", work -> {
                    LocalDate day = LocalDate.parse(work.text("select next_bill::text from sub for update"));
                    work.sql("update sub set next_bill = ?", day.plusMonths(1));
                })
                .harmless(
                        "a date of today by LocalDate",
                        work -> work.sql("update sub set next_bill = ?", LocalDate.now()));
    }

    private static void instants(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id int primary key, z timestamptz, l timestamp, n int default 0)",
                        "insert into t values (1, now(), localtimestamp)")
                .harmless("now in both types", work -> work.sql("update t set z = now(), l = now()"))
                .harmless(
                        "clock_timestamp",
                        work -> work.sql("update t set z = clock_timestamp(), l = clock_timestamp()"))
                .harmless(
                        "an OffsetDateTime",
                        work -> work.sql("update t set z = ?", OffsetDateTime.now(ZoneOffset.ofHours(5))))
                .harmless(
                        "a LocalDateTime of another zone",
                        work -> work.sql("update t set l = ?", LocalDateTime.now(ZoneId.of("America/New_York"))))
                .harmless(
                        "a Timestamp",
                        work -> work.sql(
                                "update t set z = ?, l = ?",
                                Timestamp.from(Instant.now()),
                                Timestamp.from(Instant.now())))
                .harmless(
                        "the delivery's clock",
                        work -> work.sql(
                                "update t set z = ?",
                                work.delivery().clock().instant().atOffset(ZoneOffset.UTC)))
                .harmless("now, cut to a minute", work -> work.sql("update t set z = date_trunc('minute', now())"))
                .harmless(
                        "an hour from now, cut to a second",
                        work -> work.sql(
                                "update t set z = ?",
                                Instant.now()
                                        .plusSeconds(3600)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .atOffset(ZoneOffset.UTC)))
                .twins("a timestamptz by an hour", work -> work.sql("update t set z = z + interval '1 hour'"))
                .twins("a timestamp by a day", work -> work.sql("update t set l = l + interval '1 day'"))
                .twins(
                        "a timestamptz by a millisecond",
                        work -> work.sql("update t set z = z + interval '100 milliseconds'"))
                .twins(
                        "a counter beside two clocks",
                        work -> work.sql("update t set z = now(), l = clock_timestamp(), n = n + 1"));
    }

    private static void epochs(List<Case> cases) {
        for (String unit : List.of("1", "1000", "1000000", "1000000000")) {
            String now = "(extract(epoch from clock_timestamp()) * " + unit + ")::bigint";
            new Draft(
                            KIND,
                            On.POSTGRESQL,
                            cases,
                            "create table e (id int primary key, at bigint, doc text)",
                            "insert into e values (1, " + now + " - 60 * " + unit + "::bigint, '')")
                    .harmless("now in 1/" + unit + " s", work -> work.sql("update e set at = " + now))
                    .twins(
                            "a time in 1/" + unit + " s by ten minutes",
                            work -> work.sql("update e set at = at + 600 * " + unit + "::bigint"));
        }
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table e (id int primary key, at bigint, s int)",
                        "insert into e values (1, unix_timestamp() - 60, 0)")
                .harmless("unix_timestamp", work -> work.sql("update e set at = unix_timestamp()"))
                .twins(
                        "unix_timestamp, and an amount",
                        work -> work.sql("update e set at = unix_timestamp(), s = s + 1"))
                .twins("seconds by an hour", work -> work.sql("update e set at = at + 3600"));
    }

    private static void due(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table task (id int primary key, due_at timestamptz, runs int default 0)",
                        "insert into task values (1, now() - interval '5 minutes')")
                .unsafe(
                        "a due task is run, and due again in ten minutes",
                        "an hour later it is due again",
                        work -> work.tx(
                                within -> within.sql(
                                        "update task set runs = runs + 1, due_at = now() + interval '10 minutes' where due_at <= now()")))
                .safe(
                        "a due task is run, and due again in a day",
                        "no message comes so late",
                        work -> work.tx(
                                within -> within.sql(
                                        "update task set runs = runs + 1, due_at = now() + interval '1 day' where due_at <= now()")));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table offer (id int primary key, ends_at timestamptz, taken boolean default false)",
                        "insert into offer values (1, now() + interval '20 minutes')")
                .unsafe(
                        "an offer that has ended is dropped without a word",
                        "a redelivery an hour late finds it ended",
                        work -> work.tx(within -> within.sql("update offer set taken = true where ends_at > now()")))
                .safe(
                        "an offer is taken whenever the message comes",
                        "its end is not asked",
                        work -> work.tx(within -> within.sql("update offer set taken = true")));
    }

    private static void types(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table i (id int primary key, left_over interval, at time, began timestamptz)",
                        "insert into i values (1, interval '2 hours', '10:00', now() - interval '3 minutes')")
                .twins(
                        "an interval that shrinks",
                        work -> work.sql("update i set left_over = left_over - interval '10 minutes'"))
                .twins("a time of day that is moved", work -> work.sql("update i set at = at + interval '15 minutes'"))
                .harmless("a time of day", work -> work.sql("update i set at = localtime"));
        new Draft(
                        KIND,
                        On.H2,
                        cases,
                        "create table t (id int primary key, d date, at timestamp, z timestamp with time zone)",
                        "insert into t values (1, current_date, current_timestamp, current_timestamp)")
                .harmless("today and now", work -> work.sql("update t set d = current_date, at = now(), z = now()"))
                .twins("a day later", work -> work.sql("update t set d = dateadd(day, 1, d)"))
                .twins("an hour later", work -> work.sql("update t set z = dateadd(hour, 1, z)"));
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table t (id int primary key, day date, at datetime, ts timestamp(3) null, tm time)",
                        "insert into t values (1, curdate(), now(), now(3), curtime())")
                .harmless(
                        "today and now",
                        work -> work.sql("update t set day = curdate(), at = now(), ts = now(3), tm = curtime()"))
                .twins("a day later", work -> work.sql("update t set day = day + interval 1 day"))
                .twins("an hour later", work -> work.sql("update t set at = at + interval 1 hour"))
                .twins(
                        "half an hour later by time of day",
                        work -> work.sql("update t set tm = addtime(tm, '00:30:00')"));
    }
}
