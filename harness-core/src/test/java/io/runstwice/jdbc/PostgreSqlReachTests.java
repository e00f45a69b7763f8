package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgreSqlReachTests extends ReachContractTests {

    @Override
    DataSource fresh() {
        DataSource source = Servers.postgres();
        Servers.run(
                source,
                "create extension dblink",
                "create extension pgcrypto",
                "create extension \"uuid-ossp\"",
                "create extension citext",
                "create extension hstore",
                "create extension lo",
                "create foreign data wrapper nothing",
                "create server far foreign data wrapper nothing",
                "create table t (id int primary key, n int)",
                "create table u (id int primary key, t_id int references t on delete cascade)",
                "create table ignored (id int)",
                "create table base (id int)",
                "create foreign table far_heir () inherits (base) server far",
                "create table parts (id int, day int) partition by list (day)",
                "create schema elsewhere",
                "create table elsewhere.parts_1 partition of parts for values in (1)",
                "create foreign table far_t (id int) server far",
                "create table both_t (id int)",
                "create foreign table elsewhere.both_t (id int) server far",
                "create schema audit",
                "create function audit.log(text) returns int language sql as 'insert into t values (1, 1) returning 1'",
                "create function log(text) returns int language sql immutable as 'select audit.log($1)'",
                "create function uuid() returns int language plpgsql as $$ begin insert into t values (2, 2); return 1; end $$",
                "create function field(text, text) returns int language sql as 'select audit.log($1)'",
                "create function first(text) returns int language sql as 'select audit.log($1)'",
                "create extension file_fdw",
                "create server files foreign data wrapper file_fdw",
                "create foreign table listing (line text) server files options (program 'echo 1')",
                "create view listed as select * from listing",
                "create function wrote(t) returns int language sql as 'select audit.log(null)'",
                "create function plus(text, int) returns int language sql as 'select audit.log($1)'",
                "create operator ### (leftarg = text, rightarg = int, function = plus)",
                "create operator |&| (leftarg = int, rightarg = int, function = int4pl)",
                "create function same(a text, b int) returns boolean language sql immutable as 'select $1 = $2::text'",
                "create operator === (leftarg = text, rightarg = int, function = same)",
                "create table pairs (a int, b int)",
                "create function pair(text) returns pairs language plpgsql as $$ begin insert into t values (3, 3); return (1, 2); end $$",
                "create cast (text as pairs) with function pair(text)",
                "create function far_f() returns int language plpgsql as $$ begin insert into far_t values (1); return 1; end $$",
                "create function far_by_far() returns int language sql as 'select far_f()'",
                "create function read_far() returns bigint language sql as 'select count(*) from far_t'",
                "create function dynamic_far(x text) returns void language plpgsql as $$ begin execute 'insert into far_t values (' || x || ')'; end $$",
                "create function any_table(x text) returns void language plpgsql as $$ begin execute format('insert into %I values (1)', x); end $$",
                "create function any_sql(x text) returns void language plpgsql as $$ begin execute x; end $$",
                "create function drops() returns void language plpgsql as $$ begin if false then drop table u; end if; end $$",
                "create function refreshes() returns void language plpgsql as $$ begin refresh materialized view mat; end $$",
                "create function temps() returns void language plpgsql as $$ begin create temp table if not exists scratch (id int); insert into scratch values (1); end $$",
                "create function says() returns void language plpgsql as $$ begin raise notice 'create table x, drop table y; commit; insert into far_t'; end $$",
                "create function lob() returns void language sql as 'select lo_put(1, 0, null)'",
                "create function machine() returns int language internal as 'pg_backend_pid'",
                "create function tells(text, text) returns void language internal as 'pg_notify'",
                "create function unknown_c(int, float8, float8) returns setof float8 language c as '$libdir/tablefunc', 'normal_rand'",
                "create extension tablefunc",
                "create extension moddatetime",
                "create table stamped (id int, n int, at timestamptz)",
                "create trigger stamps before update on stamped for each row execute function moddatetime(at)",
                "create function telling() returns int language sql as $$ select pg_notify('a' || 'b', 'c')::text::int $$",
                "create function of_argument(x int default telling()) returns int language sql as 'select x'",
                "create procedure of_call(x int default far_f()) language sql as 'select x'",
                "create domain far_d as int default far_f() check (far_f() = 1)",
                "create table typed (id int, d far_d)",
                "create table listed_types (id int, d far_d[])",
                "create function takes(far_d) returns int language sql as 'select 1'",
                "create table checked (id int check (far_f() = 1))",
                "create table lobs (id int, o oid default lo_create(0))",
                "create function key_of(int) returns int immutable language plpgsql as $$ begin return far_f(); end $$",
                "create table indexed (id int)",
                "create index on indexed (key_of(id))",
                "create table partly (id int)",
                "create index on partly (id) where key_of(id) > 0",
                "create table split (id int) partition by list (key_of(id))",
                "create table excluded (id int, exclude using btree (key_of(id) with =))",
                "create table computed (id int, n int generated always as (key_of(id)) stored)",
                "create table conditional (id int)",
                "create function idle() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger conditional after insert on conditional for each row when (key_of(new.id) > 0) execute function idle()",
                "create function compares(int, int) returns int immutable language plpgsql as $$ begin return far_f() + $1 - $2; end $$",
                "create operator class slow for type int using btree as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=,"
                        + " operator 5 >, function 1 compares(int, int)",
                "create table sorted (id int)",
                "create index on sorted (id slow)",
                "create function apart(int, int) returns float8 immutable language plpgsql as $$ begin return far_f() + $1 - $2; end $$",
                "create type spans as range (subtype = int, subtype_diff = apart)",
                "create table spanned (s spans)",
                "create index on spanned using gist (s)",
                "create aggregate combined (int) (sfunc = int4pl, stype = int, combinefunc = compares)",
                "create view operated as select 'a' ### 1",
                "create function returns_execute(x text) returns setof int language plpgsql as $$ begin return query execute x; end $$",
                "create function loops_execute(x text) returns void language plpgsql as $$ declare r record; begin for r in execute x loop null; end loop; end $$",
                "create function opens_execute(x text) returns void language plpgsql as $$ declare c refcursor; begin open c for execute x; close c; end $$",
                "create procedure commits() language plpgsql as $$ begin insert into t values (4, 4); commit; end $$",
                "create procedure calls_commits() language plpgsql as $$ begin call commits(); end $$",
                "create procedure writes() language plpgsql as $$ begin insert into t values (5, 5); insert into t values (6, 6); end $$",
                "create materialized view mat as select 1 as a",
                "create view v as select * from t",
                "create view far_v as select * from far_t",
                "create view log_v as select far_f()",
                "create table triggered (id int)",
                "create function fires() returns trigger language plpgsql as $$ begin perform far_by_far(); return new; end $$",
                "create trigger fires after insert on triggered for each row execute function fires()",
                "create table parent (id int primary key)",
                "create table child (id int references parent on delete cascade)",
                "create trigger fires_too after delete on child for each row execute function fires()",
                "create table renamed (id int primary key)",
                "create table names (id int references renamed on update cascade)",
                "create trigger fires_then after update on names for each row execute function fires()",
                "create table ruled (id int)",
                "create rule also_far as on insert to ruled do also insert into far_t values (1)",
                "create view instead as select * from t",
                "create trigger instead_of instead of insert on instead for each row execute function fires()",
                "create table defaulted (id int, n int default audit.log('x'))",
                "create table far_defaulted (id int, n text default far_f()::text)",
                "create table counted (id int)",
                "create function counts() returns trigger language plpgsql as $$ begin update t set n = n + 1; return new; end $$",
                "create trigger counts after insert on counted for each row execute function counts()");
        return source;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "insert into far_t values (1) | writes far_t (a foreign table)",
                "update far_t set id = 1 | writes far_t",
                "delete from public.far_t | writes public.far_t (a foreign table)",
                "truncate t, far_t | writes far_t",
                "with x as (insert into far_t values (1) returning *) select * from x | writes far_t",
                "explain analyze insert into far_t values (1) | writes far_t",
                "merge into far_t using t on true when matched then delete | writes far_t",
                "copy far_t from '/dev/null' | writes far_t",
                "prepare p as insert into far_t values (1) | writes far_t",
                "do $$ begin if true then insert into far_t values (1); end if; end $$ | writes far_t (a foreign table) in DO",
                "do 'begin update far_t set id = 2; end' | writes far_t",
                "insert into far_v values (1) | writes far_t (a foreign table)",
                "delete from base | writes far_heir (a foreign table)",
                "insert into unknown values (1) | writes unknown",
                "update pg_class set relname = 'x' where false | writes pg_class",
                "select far_f() | writes far_t (a foreign table) in far_f",
                "select far_by_far() | writes far_t (a foreign table) in far_f",
                "select dynamic_far('1') | writes far_t (a foreign table) in dynamic_far",
                "select any_table('far_t') | put together by a routine of the database (EXECUTE in any_table)",
                "select any_sql('x') | put together by a routine of the database (EXECUTE in any_sql)",
                "select * from log_v | writes far_t (a foreign table) in far_f",
                "insert into triggered values (1) | writes far_t (a foreign table) in far_f",
                "delete from parent | writes far_t (a foreign table) in far_f",
                "insert into renamed values (1) on conflict (id) do update set id = 2 | writes far_t (a foreign table) in far_f",
                "insert into ruled values (1) | writes far_t (a foreign table) in rule also_far of ruled",
                "insert into instead values (1) | writes far_t (a foreign table) in far_f",
                "insert into far_defaulted values (1) | writes far_t (a foreign table) in far_f",
                "select dblink_exec('dbname=x', 'delete from y') | reaches another server through the database (dblink_exec)",
                "select * from dblink('dbname=x', 'select 1') as x(a int) | reaches another server through the database (dblink)",
                "select of_argument() | notifies a channel whose name is put together by the database (NOTIFY in telling)",
                "call of_call() | writes far_t (a foreign table) in far_f",
                "insert into typed(id) values (1) | writes far_t (a foreign table) in far_f",
                "insert into listed_types(id) values (1) | writes far_t (a foreign table) in far_f",
                "select takes(1) | writes far_t (a foreign table) in far_f",
                "select 1::far_d | writes far_t (a foreign table) in far_f",
                "insert into checked values (1) | writes far_t (a foreign table) in far_f",
                "insert into lobs(id) values (1) | uses large objects (lo_create in a default of lobs)",
                "insert into indexed values (1) | writes far_t (a foreign table) in far_f",
                "update partly set id = 1 | writes far_t (a foreign table) in far_f",
                "insert into split values (1) | writes far_t (a foreign table) in far_f",
                "insert into excluded values (1) | writes far_t (a foreign table) in far_f",
                "insert into computed(id) values (1) | writes far_t (a foreign table) in far_f",
                "insert into conditional values (1) | writes far_t (a foreign table) in far_f",
                "insert into sorted values (1) | writes far_t (a foreign table) in far_f",
                "insert into spanned values (spans(1, 2)) | writes far_t (a foreign table) in far_f",
                "select combined(n) from t | writes far_t (a foreign table) in far_f",
                "select tells('a', 'b') | notifies a channel whose name is put together by the database (NOTIFY in tells)",
                "select * from unknown_c(1, 2, 3) | runs code that is no SQL (unknown_c (c)), which may do anything",
                "do language plpython3u 'pass' | runs code that is no SQL (DO (plpython3u))",
                "select returns_execute('x') | put together by a routine of the database (EXECUTE in returns_execute)",
                "select loops_execute('x') | put together by a routine of the database (EXECUTE in loops_execute)",
                "select opens_execute('x') | put together by a routine of the database (EXECUTE in opens_execute)",
                "copy t to program 'cat' | runs a program on the database's server (COPY … PROGRAM)",
                "copy (select 1) to program 'cat > /dev/null' | runs a program",
                "copy t from program 'true' | runs a program",
                "do $$ begin copy t to program 'cat'; end $$ | runs a program on the database's server (COPY … PROGRAM in DO)",
                "select * from listing | runs a program on the database's server (listing)",
                "select count(*) from listed | runs a program",
                "copy t to '/dev/null' | writes a file of the database's server (COPY … TO)",
                "copy (select 1) to '/dev/null' (format csv) | writes a file",
                "select lo_export(1, '/dev/null') | writes a file of the database's server (lo_export)",
                "select pg_catalog.lo_export(1, '/dev/null') | writes a file",
                "select lo_put(1, 0, null) | uses large objects (lo_put)",
                "select lo_create(0) | uses large objects",
                "select lo_unlink(1) | uses large objects",
                "select lob() | uses large objects (lo_put in lob)",
                "create table x (a int) | changes the schema (CREATE TABLE)",
                "create table x as select 1 | changes the schema (CREATE TABLE)",
                "select 1 as a into x | changes the schema (SELECT INTO)",
                "refresh materialized view mat | changes the schema (REFRESH MATERIALIZED)",
                "alter table t add column m int | changes the schema (ALTER TABLE)",
                "grant select on t to public | changes the schema",
                "explain analyze create table x as select 1 | changes the schema",
                "do $$ begin create table x (a int); end $$ | changes the schema (CREATE TABLE in DO)",
                "do $$ begin execute 'create table x (a int)'; end $$ | changes the schema (CREATE TABLE in DO)",
                "select drops() | changes the schema (DROP TABLE in drops)",
                "select refreshes() | changes the schema (REFRESH MATERIALIZED in refreshes)",
                "call commits() | commits by itself (COMMIT in commits)",
                "{ call calls_commits() } | commits by itself (COMMIT in commits)",
                "do $$ begin insert into t values (1, 1); commit; end $$ | commits by itself (COMMIT in DO)",
                "do $$ begin call commits(); end $$ | commits by itself (COMMIT in commits)",
                "begin; update t set n = 1; commit; insert into t values (1, 1) | end of a transaction among them",
                "insert into t values (1, 1); rollback; update t set n = 1 | end of a transaction among them",
                "prepare transaction 'x' | two-phase commit",
                "select pg_logical_emit_message(true, 'a', 'b') | changes the server itself (pg_logical_emit_message)",
            })
    void whatIsNotWatched_isNamed(String sql, String named) throws Exception {
        send(sql);

        assertNamed(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1, 1)",
                "insert into public.t values (1, 1) on conflict (id) do update set n = excluded.n returning *",
                "merge into t using u on t.id = u.t_id when matched then update set n = 1 when not matched then insert values (1, 1)",
                "update only t set n = (select count(*) from far_t) where id = 1",
                "with gone as (delete from u where id = 1 returning t_id) update t set n = 2 where id in (select t_id from gone)",
                "select * from t where id = 1 for update",
                "select * from t for no key update of t skip locked",
                "select extract(epoch from now()), substring('a' from 1), n as comment from t",
                "select case when n = 1 then 'create table' else 'drop' end from t",
                "insert into v values (1, 1)",
                "insert into parts values (1, 1)",
                "insert into elsewhere.parts_1 values (1, 1)",
                "insert into ignored values (1)",
                "insert into base values (1)",
                "insert into renamed values (1) on conflict (id) do nothing",
                "insert into counted values (1)",
                "insert into defaulted values (1)",
                "delete from t",
                "truncate t cascade",
                "copy t to stdout",
                "create temp table scratch_2 (id int)",
                "create or replace temp view scratch_5 as select * from t",
                "create temporary table scratch_3 as select * from t",
                "select * into temp scratch_4 from t",
                "select temps()",
                "select says()",
                "select machine()",
                "select * from operated",
                "select read_far()",
                "select * from far_v",
                "call writes()",
                "do $$ begin update t set n = 1; raise notice 'commit; drop table t'; end $$",
                "do $$ declare r record; begin for r in select * from t loop update t set n = n + 1; end loop; end $$",
                "begin; update t set n = 1",
                "update t set n = 1; commit",
                "set local lock_timeout = '1s'",
                "set search_path = public",
                "select set_config('app.user', '1', true)",
                "select pg_advisory_xact_lock(1), version(), now(), gen_random_uuid(), current_schema()",
                "select uuid_generate_v4(), gen_salt('md5'), crypt('a', 'b'), 'a'::citext = 'A', 'a=>1'::hstore -> 'a'",
                "select to_tsvector('a') @@ plainto_tsquery('a'), '{\"a\": 1}'::jsonb @> '{}', '{\"a\": 1}'::jsonb ? 'a'",
                "select c.relname, pg_get_userbyid(c.relowner), obj_description(c.oid) from pg_catalog.pg_class c",
                "select 1 |&| 2",
                "select lo_get(1)",
                "listen x",
                "notify x, 'y'",
                "analyze t",
                "lock table t in exclusive mode",
                "explain select * from t",
                "prepare p2 as update t set n = $1",
                "savepoint a; update t set n = 1; rollback to savepoint a; update t set n = 2",
                "select nextval(null)",
            })
    void whatIsWatched_isNot(String sql) throws Exception {
        send(sql);

        assertThat(gate.doubts).isEmpty();
    }

    @Test
    void temporaryTable_isTheSessionsOwn() throws Exception {
        send(
                "create temp table mine (id int)",
                "insert into mine values (1)",
                "create index on mine (id)",
                "update pg_temp.mine set id = 2",
                "alter table mine add n int",
                "drop table if exists mine");

        assertNothingNamed();
    }

    @Test
    void nameOfTwoTables_meansTheWatchedOne_untilThePathChanges() throws Exception {
        db.close();
        db.open("db", gate); // the path of another test
        send("insert into both_t values (1)");
        assertNothingNamed();

        send("set search_path = elsewhere", "insert into both_t values (2)");
        assertNamed("writes both_t (a foreign table)");
    }

    @Test
    void triggerThatFillsAColumn_isMentioned() throws Exception {
        send("update stamped set n = 1");

        assertThat(gate.doubts).isEmpty();
        assertThat(gate.notes)
                .containsExactly(
                        "moddatetime (c) runs code that is no SQL: what it does outside of the database's tables is not seen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select log('a')",
                "select public.log('a')",
                "select audit.log('a')",
                "select uuid()",
                "select field('a', 'b')",
                "select first('a')",
                "select t.wrote from t",
                "select 'a' ### 1",
                "select 'a' operator(public.###) 1",
                "select ('a'::text)::pairs",
                "select cast('a'::text as pairs)",
                "select * from log('a')",
                "select n from t where n = log('x')",
                "declare c cursor for select audit.log('a')",
                "create temp table made as select audit.log('a')",
            })
    void routineOfTheUser_isNoRead_whateverItIsCalled(String sql) throws Exception {
        send(sql);

        assertThat(gate.seen.get(0).interaction().reads()).isFalse();
        assertThat(gate.seen.get(0).effect()).isNotEqualTo(io.runstwice.world.Effect.NONE);
        assertThat(gate.doubts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 |&| 2",
                "select 'a' === 1",
                "select length('log(a)'), n as log, 1::text from t",
                "select pg_catalog.lower('A'), pg_catalog.now()",
                "select jsonb_path_query_array('[]', '$'), ts_headline('a', to_tsquery('a')), width_bucket(1, 1, 2, 3)",
                "select uuid_generate_v4(), public.uuid_generate_v4(), digest('a', 'sha1'), 'a'::citext = 'A'",
            })
    void functionsAndOperatorsThatOnlyCompute_areReads(String sql) throws Exception {
        send(sql);

        assertThat(gate.seen.get(0).interaction().reads()).isTrue();
    }
}
