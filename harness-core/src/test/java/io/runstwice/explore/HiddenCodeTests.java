package io.runstwice.explore;

import static io.runstwice.explore.SqlJob.On.POSTGRESQL;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that the catalog lets a statement run without naming it, and that writes a row of a watched table: by defaults,
 * checks, casts, operators, indexes, types. The harness runs it too when it puts rows back.
 */
@Tag("exhaustive")
class HiddenCodeTests {

    private static final List<String> SCHEMA = List.of(
            "create table t (id int primary key, n int)",
            "create table audit (id int generated always as identity, what text)",
            "create function writes(x int) returns int language plpgsql as $$ begin insert into audit(what) values ('w'); return x; end $$",
            "create function notes() returns int language sql as 'select writes(1)'",
            "create function holds(x int) returns boolean language sql as 'select writes(x) is not null'",
            "create function key_of(x int) returns int immutable language plpgsql as $$ begin perform writes(x); return x; end $$");

    /** What there is, and a statement that runs it. */
    private record Case(String statement, List<String> more) {

        List<String> schema() {
            return Stream.concat(SCHEMA.stream(), more.stream()).toList();
        }

        @Override
        public String toString() {
            return more + " " + statement;
        }
    }

    private static Case by(String statement, String... more) {
        return new Case(statement, List.of(more));
    }

    static Stream<Case> cases() {
        String insert = "insert into u(k) select count(*) from u";
        return Stream.of(
                by("select f()", "create function f(x int default notes()) returns int language sql as 'select x'"),
                by("call f()", "create procedure f(x int default notes()) language sql as 'select x'"),
                by(insert, "create table u (k int, v int default notes())"),
                by(insert, "create domain d as int default notes()", "create table u (k int, v d)"),
                by(insert, "create domain d as int check (holds(value))", "create table u (k d)"),
                by("select 1::d", "create domain d as int check (holds(value))"),
                by(insert, "create table u (k int check (holds(k)))"),
                by(insert, "create table u (k int, v int generated always as (key_of(k)) stored)"),
                by(insert, "create table u (k int)", "create index on u (key_of(k))"),
                by(insert, "create table u (k int)", "create index on u (k) where key_of(k) > 0"),
                by(insert, "create table u (k int, exclude using btree (key_of(k) with =))"),
                by(
                        insert,
                        "create table u (k int) partition by range (key_of(k))",
                        "create table u1 partition of u for values from (0) to (100)"),
                by(
                        insert,
                        "create table u (k int)",
                        "create function idle() returns trigger language plpgsql as 'begin return new; end'",
                        "create trigger idle after insert on u for each row when (holds(new.k)) execute function idle()"),
                by(insert, "create table u (k int)", "create rule notes as on insert to u do also select notes()"),
                by("select * from v", "create view v as select notes()"),
                by("select !!! 4", "create operator !!! (rightarg = int, function = writes)"),
                by(
                        "select last_of(x) from (values (1)) v(x)",
                        "create aggregate last_of(int) (sfunc = int4pl, stype = int, initcond = '0', finalfunc = writes)"),
                by(
                        "select 3::c",
                        "create type c as (a int)",
                        "create function to_c(x int) returns c language plpgsql as $$ declare r c; begin r.a = writes(x); return r; end $$",
                        "create cast (int as c) with function to_c(int)"),
                by(
                        "insert into u values (3)",
                        "create type c as (a int)",
                        "create function to_c(x int) returns c language plpgsql as $$ declare r c; begin r.a = writes(x); return r; end $$",
                        "create cast (int as c) with function to_c(int) as assignment",
                        "create table u (k c)"),
                by(
                        "insert into u values (1)",
                        "create extension tcn",
                        "create table u (k int primary key)",
                        "alter table u drop constraint u_pkey",
                        "create table keyed (k int primary key)",
                        "create trigger tells after insert on keyed for each row execute function triggered_change_notification()",
                        "create rule too as on insert to u do also insert into keyed select count(*) from keyed"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void statementThatRunsAgain_isADoubleEffect(Case one) throws SQLException {
        SqlJob job = sql -> sql.one(one.statement());

        SqlJob.isUnsafe(job.on(POSTGRESQL, one.schema(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void statementThatRunsOnce_isSafe(Case one) throws SQLException {
        SqlJob job = sql -> {
            sql.connection().setAutoCommit(false);
            if (sql.isEmpty("t")) {
                sql.one("insert into t values (1, 1)");
                sql.one(one.statement());
            }
            sql.connection().commit();
        };

        SqlJob.isSafe(job.on(POSTGRESQL, one.schema(), List.of()));
    }

    /** What the extension tcn tells listeners is an effect that nothing takes back. */
    @ParameterizedTest
    @MethodSource("channels")
    void changeThatIsToldByCode_isALedgersLine(String arguments) throws SQLException {
        List<String> schema = List.of(
                "create extension tcn",
                "create table u (k int primary key, n int)",
                "create trigger tells after insert or update on u for each row execute function triggered_change_notification("
                        + arguments + ")");
        SqlJob broken = sql -> sql.one("insert into u values (1, 1) on conflict (k) do update set n = 1");
        SqlJob fixed = sql -> sql.one("insert into u values (1, 1) on conflict do nothing");

        SqlJob.isUnsafe(broken.on(POSTGRESQL, schema, List.of()));
        SqlJob.isSafe(fixed.on(POSTGRESQL, schema, List.of()));
    }

    static Stream<String> channels() {
        return Stream.of("", "'my channel'");
    }
}
