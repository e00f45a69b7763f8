package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbReachTests extends ReachContractTests {

    private String other = "";

    @Override
    DataSource fresh() throws SQLException {
        DataSource outside = Servers.mariaDb();
        other = named(outside);
        Servers.run(
                outside,
                "create table far (id int primary key)",
                "create table rates (id int, rate int)",
                "create table t (id int)",
                "create function far_same() returns int deterministic begin insert into t values (1); return 1; end",
                "create function far_f() returns int deterministic begin insert into far values (1); return 1; end");
        DataSource mine = Servers.mariaDb();
        Servers.run(
                mine,
                "create table t (id int primary key, n int)",
                "create table u (id int primary key, t_id int, foreign key (t_id) references t (id) on delete cascade)",
                "create table parent (id int primary key)",
                "create table ignored (id int)",
                "create view v as select * from t",
                "create view far_v as select * from " + other + ".far",
                "create function log(a varchar(10)) returns int deterministic begin insert into t values (1, 1); return 1; end",
                "create function field(a varchar(10)) returns int deterministic begin insert into t values (1, 1); return 1; end",
                "create function goes_far() returns int return " + other + ".far_f()",
                "create procedure one() insert into t values (1, 1)",
                "create procedure just_one() begin call one(); end",
                "create procedure loops() begin declare i int default 0; while i < 3 do insert into t values (i, i); set i = i + 1; end while; end",
                "create procedure one_by_one() begin call one(); call one(); end",
                "create procedure commits() begin start transaction; insert into t values (1, 1); commit; end",
                "create procedure calls_commits() begin call commits(); end",
                "create procedure ends() begin set autocommit = 1; insert into t values (1, 1); end",
                "create procedure truncates() truncate t",
                "create procedure creates() create table x (a int)",
                "create procedure scratches() begin create temporary table scratch (a int); insert into scratch values (1); drop temporary table scratch; end",
                "create procedure dynamic(s varchar(100)) begin prepare p from s; execute p; end",
                "create procedure spelt() begin execute immediate concat('insert into " + other
                        + ".far values (', 2, ')'); end",
                "create procedure any_table(s varchar(100)) begin execute immediate concat('insert into ', s, '.far values (1)'); end",
                "create procedure any_prepared(s varchar(100)) begin set @q = concat('delete from ', s); prepare p from @q; execute p; end",
                "create procedure same() insert into t values (3, 3)",
                "create table triggered (id int)",
                "create trigger tells after insert on triggered for each row insert into " + other
                        + ".far values (new.id)");
        Servers.run(
                outside,
                "create table pointing (id int, foreign key (id) references " + named(mine)
                        + ".parent (id) on delete cascade)");
        return mine;
    }

    private static String named(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            return connection.getCatalog();
        }
    }

    private String filled(String sql) {
        return sql.replace("OTHER", other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "insert into OTHER.far values (1) | writes OTHER.far (a table of another database)",
                "replace OTHER.far values (1) | writes OTHER.far",
                "insert ignore OTHER.far set id = 1 | writes OTHER.far",
                "update OTHER.far set id = 1 | writes OTHER.far",
                "update t join OTHER.far f on f.id = t.id set t.n = 1, f.id = 2 | writes OTHER.far",
                "update t, OTHER.far set id = 2 | writes OTHER.far",
                "delete from OTHER.far | writes OTHER.far",
                "delete f from t join OTHER.far f on f.id = t.id | writes OTHER.far",
                "delete from f using t join OTHER.far f on f.id = t.id | writes OTHER.far",
                "truncate table OTHER.far | writes OTHER.far",
                "load data infile '/x' into table OTHER.far | writes OTHER.far",
                "/*! insert into OTHER.far values (1) */ | writes OTHER.far",
                "/*M!100100 delete from OTHER.far */ | writes OTHER.far",
                "insert into far_v values (1) | writes OTHER.far",
                "insert into triggered values (1) | writes OTHER.far (a table of another database) in trigger tells",
                "delete from parent | writes OTHER.pointing (a table of another database)",
                "select OTHER.far_f() | writes OTHER.far (a table of another database) in far_f",
                "select OTHER.far_same() | writes OTHER.t (a table of another database) in far_same",
                "select goes_far() | writes OTHER.far (a table of another database) in far_f",
                "set @x = goes_far() | writes OTHER.far (a table of another database) in far_f",
                "do goes_far() | writes OTHER.far (a table of another database) in far_f",
                "call spelt() | writes OTHER.far (a table of another database) in spelt",
                "call dynamic('x') | put together by a routine of the database (EXECUTE in dynamic)",
                "call any_table('OTHER') | put together by a routine of the database (EXECUTE in any_table)",
                "call any_prepared('OTHER.far') | put together by a routine of the database (EXECUTE in any_prepared)",
                "execute immediate concat('insert into ', 'OTHER', '.far values (1)') | writes OTHER.far",
                "execute immediate concat('com', 'mit') | commits by itself (COMMIT)",
                "execute immediate concat('alt', 'er table t engine = innodb') | changes the schema",
                "execute immediate concat('ins', lower('ERT'), ' into t values (1, 1)') | put together",
                "execute immediate concat('insert into OTHER', '.far values (1)') | OTHER",
                "prepare p from concat('insert into ', 'OTHER', '.far values (1)') | writes OTHER.far",
                "execute immediate 'insert into OTHER.far values (1)' | writes OTHER.far",
                "prepare p from 'delete from OTHER.far' | writes OTHER.far",
                "use OTHER | goes to another database of the server (OTHER)",
                "select * from t into outfile '/nowhere/x' | writes a file of the database's server (INTO OUTFILE)",
                "select n from t limit 1 into dumpfile '/nowhere/x' | writes a file",
                "call commits() | commits by itself (START in commits)",
                "call calls_commits() | commits by itself (START in commits)",
                "call ends() | commits by itself (SET in ends)",
                "begin not atomic insert into t values (1, 1); insert into OTHER.far values (1); end | writes OTHER.far",
                "call truncates() | commits by itself (TRUNCATE in truncates)",
                "call creates() | changes the schema (CREATE TABLE in creates)",
                "create table x (a int) | changes the schema (CREATE TABLE)",
                "rename table t to tt | changes the schema",
                "set global max_connections = 100 | changes the server itself (SET GLOBAL)",
            })
    void whatIsNotWatched_isNamed(String sql, String named) throws Exception {
        send(filled(sql));

        assertNamed(filled(named));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1, 1) on duplicate key update n = values(n)",
                "replace into t values (1, 1)",
                "insert into t set id = 1",
                "call same()",
                "update t x join OTHER.rates r on r.id = x.id set x.n = r.rate where x.id = 1",
                "delete x from t x join OTHER.rates r on r.id = x.id",
                "delete from t where id in (select id from OTHER.rates)",
                "select replace('a', 'b', 'c'), insert('a', 1, 1, 'b') from t for update",
                "select * from OTHER.far",
                "insert into v values (1, 1)",
                "insert into ignored values (1)",
                "delete from t",
                "call one()",
                "call one_by_one()",
                "call scratches()",
                "select log('a')",
                "create temporary table scratch_2 as select * from t",
                "set names utf8mb4",
                "set session sql_mode = concat(@@sql_mode, ',ANSI')",
                "set @x = 1",
                "select n into @y from t limit 1",
                "handler t open",
                "select get_lock('a', 0), version(), uuid(), now()",
                "select 'insert into OTHER.far' # delete from OTHER.far",
                "explain delete from t",
            })
    void whatIsWatched_isNot(String sql) throws Exception {
        send(filled(sql));

        assertNothingNamed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call one_by_one()",
                "call loops()",
                "begin not atomic insert into t values (1, 1); insert into t values (2, 2); end",
                "insert into t values (1, 1); insert into t values (2, 2)"
            })
    void piecesThatCommitByThemselves_areNamedInAutocommitAlone(String sql) throws Exception {
        sendInAutocommit(sql);

        assertNamed("commits by itself");
    }

    @Test
    void oneStatementOfAProcedure_isOnePiece() throws Exception {
        sendInAutocommit("call one()");
        sendInAutocommit("call just_one()");

        assertThat(gate.doubts).isEmpty();
    }

    @Test
    void temporaryTable_isTheSessionsOwn() throws Exception {
        send(
                "create temporary table mine (id int)",
                "insert into mine values (1)",
                "alter table mine add n int",
                "drop temporary table mine");

        assertNothingNamed();
    }

    @Test
    void anotherDatabaseByJdbc_isNamed() throws Exception {
        use(connection -> connection.setCatalog(connection.getCatalog()));
        assertNothingNamed();

        use(connection -> connection.setCatalog(other));
        assertNamed("goes to another database of the server (" + other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select log('a')", "select field('a')", "select OTHER.far_f()", "set @x = log('a')"})
    void functionOfTheUser_isNoRead_whateverItIsCalled(String sql) throws Exception {
        send(filled(sql));

        assertThat(gate.seen.get(0).interaction().reads()).isFalse();
        assertThat(gate.seen.get(0).interaction().footprint().writes()).isNotEmpty();
    }
}
