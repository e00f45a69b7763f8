package io.runstwice.corpus;

import java.util.ArrayList;
import java.util.List;

/** Amounts beside noise in arrays, composites, ranges, enums and the types of other databases. */
final class NoiseInTypes {

    private static final String KIND = "N noise";

    private NoiseInTypes() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        postgres(cases);
        mariaDb(cases);
        h2(cases);
        return cases;
    }

    private static void postgres(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table a (id int primary key, tags text[], nums int[])",
                        "insert into a values (1, '{x,5}', '{1}')")
                .twins(
                        "an array with a token and an amount",
                        work -> work.sql("update a set tags = array[?, ((tags[2])::int + 1)::text]", Tokens.hex(6)))
                .twins("an array that grows", work -> work.sql("update a set nums = nums || 7"))
                .harmless(
                        "an array with a token", work -> work.sql("update a set tags = array[?, '6']", Tokens.hex(6)));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create type pay as (cents int, at timestamptz)",
                        "create table c (id int primary key, p pay)",
                        "insert into c values (1, (100, now()))")
                .twins("a composite of cents and a time", work -> work.sql("update c set p = ((p).cents + 5, now())"))
                .harmless("a composite of fixed cents and a time", work -> work.sql("update c set p = (105, now())"));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table r (id int primary key, span tstzrange, seats int4range)",
                        "insert into r values (1, tstzrange(now(), now() + interval '1 hour'), '[1,3)')")
                .twins(
                        "a range that is made longer",
                        work -> work.sql("update r set span = tstzrange(lower(span), upper(span) + interval '1 hour')"))
                .twins(
                        "a range of seats that grows",
                        work -> work.sql("update r set seats = int4range(lower(seats), upper(seats) + 1)"))
                .harmless(
                        "a range from now on",
                        work -> work.sql("update r set span = tstzrange(now(), now() + interval '2 hours')"));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create type state as enum ('new', 'paid', 'shipped')",
                        "create table e (id int primary key, s state, changed timestamptz)",
                        "insert into e values (1, 'new', now())")
                .twins(
                        "an enum that steps on",
                        work -> work.sql(
                                "update e set changed = now(), s = case s when 'new' then 'paid' else 'shipped' end::state"))
                .harmless("an enum that is set", work -> work.sql("update e set changed = now(), s = 'paid'"));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table f (id int primary key, x double precision, m money, bits bit(4), net inet)",
                        "insert into f values (1, 1.5, '5.00', b'0001', '10.0.0.1')")
                .twins("a double", work -> work.sql("update f set x = x * 1.1"))
                .twins("money", work -> work.sql("update f set m = m + '1.00'::money"))
                .twins("bits that move", work -> work.sql("update f set bits = bits << 1"))
                .twins("an address that counts", work -> work.sql("update f set net = net + 1"));
    }

    private static void mariaDb(List<Case> cases) {
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table t (id int primary key, doc json, at datetime)",
                        "insert into t values (1, '{\"n\": 1, \"at\": \"x\"}', now())")
                .twins(
                        "a number in JSON beside a time",
                        work -> work.sql(
                                "update t set doc = json_object('n', json_value(doc, '$.n') + 1, 'at', now(6)), at = now()"))
                .harmless(
                        "a fixed number in JSON beside a time",
                        work -> work.sql(
                                "update t set doc = json_object('n', 2, 'at', now(6), 'id', uuid()), at = now()"));
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table s (id int primary key, flags set('a','b','c'), kind enum('x','y','z'), y year)",
                        "insert into s values (1, 'a', 'x', 2026)")
                .twins("a year that goes on", work -> work.sql("update s set y = y + 1"))
                .twins("an enum that steps on", work -> work.sql("update s set kind = kind + 1 where kind < 3"));
    }

    private static void h2(List<Case> cases) {
        new Draft(
                        KIND,
                        On.H2,
                        cases,
                        "create table t (id int primary key, n decimal(10,2), doc varchar(200), at timestamp with time zone)",
                        "insert into t values (1, 5.50, 'x', current_timestamp)")
                .twins(
                        "an amount beside a random text",
                        work -> work.sql("update t set n = n + 1, doc = ?, at = current_timestamp", Tokens.base64(9)))
                .harmless(
                        "a fixed amount beside a random text",
                        work -> work.sql("update t set n = 6.5, doc = random_uuid(), at = current_timestamp"));
        new Draft(
                        KIND,
                        On.H2,
                        cases,
                        "create table a (id int primary key, nums int array)",
                        "insert into a values (1, array[1, 2])")
                .twins("an array that grows", work -> work.sql("update a set nums = nums || array[3]"));
    }
}
