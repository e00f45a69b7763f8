package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.api.Trigger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2ReachTests extends ReachContractTests {

    @Override
    DataSource fresh() {
        JdbcDataSource outside = Servers.h2();
        Servers.run(outside, "create table far (id int)");
        DataSource mine = Servers.h2();
        Servers.run(
                mine,
                "create table t (id int primary key, n int)",
                "create table ignored (id int)",
                "create linked table far_t('org.h2.Driver', '" + outside.getURL() + "', 'sa', '', 'FAR')",
                "create linked table far_ignored('org.h2.Driver', '" + outside.getURL() + "', 'sa', '', 'FAR')",
                "create global temporary table everybodys (id int)",
                "create view v as select * from t",
                "create alias field for \"" + H2ReachTests.class.getName() + ".writes\"",
                "create alias log_it for \"" + H2ReachTests.class.getName() + ".writes\"",
                "create table triggered (id int)",
                "create trigger tells after insert on triggered for each row call \"" + Telling.class.getName() + "\"");
        return mine;
    }

    public static int writes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("merge into t values (1, 1)");
        }
    }

    public static final class Telling implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            // it could tell any session
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "insert into far_t values (1) | writes far_t (a linked table)",
                "merge into far_t key (id) values (1) | writes far_t (a linked table)",
                "delete from public.far_t | writes public.far_t (a linked table)",
                "insert into everybodys values (1) | writes everybodys (a temporary table)",
                "call csvwrite('memFS:x.csv', 'select * from t') | writes a file of the database's server (csvwrite)",
                "select csvwrite('memFS:x.csv', 'select * from t') | writes a file",
                "select file_write('a', '/nowhere/x.txt') | writes a file",
                "script to 'memFS:x.sql' | writes a file of the database's server (SCRIPT TO)",
                "script nodata to 'memFS:x.sql' table t | writes a file",
                "backup to 'memFS:x.zip' | writes a file of the database's server (BACKUP TO)",
                "runscript from 'memFS:x.sql' | put together",
                "call link_schema('x', 'org.h2.Driver', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC') | changes the schema",
                "execute immediate 'create table x (a int)' | changes the schema (CREATE TABLE)",
                "`execute immediate 'insert into ' || 'far' || '_t values (1)'` | writes far_t",
                "`execute immediate 'cre' || 'ate table if not exists x (a int)'` | changes the schema (CREATE TABLE)",
                "`execute immediate 'com' || 'mit'` | commits by itself (COMMIT)",
                "`execute immediate 'ins' || lower('ERT') || ' into t values (1, 1)'` | put together",
                "set @s = 'x'; execute immediate @s | put together",
                "`execute immediate 'insert into far' || '_t values (1)'` | writes far",
                "create table x (a int) | changes the schema (CREATE TABLE)",
                "create alias x for 'java.lang.Math.abs(int)' | changes the schema",
            })
    void whatIsNotWatched_isNamed(String sql, String named) throws Exception {
        send(sql);

        assertNamed(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1, 1)",
                "merge into t key (id) values (1, 1)",
                "merge into t using (select 1 as id) s on t.id = s.id when not matched then insert values (1, 1)",
                "insert into v values (1, 1)",
                "insert into ignored values (1)",
                "select * from far_t",
                "script simple",
                "call random_uuid()",
                "create local temporary table scratch (a int)",
                "set @x = 1",
                "set lock_timeout 1000",
                "select * from csvread('nothing.csv')",
            })
    void whatIsWatched_isNot(String sql) throws Exception {
        send(sql);

        assertNothingNamed();
    }

    @Test
    void javaCode_isMentioned() throws Exception {
        send("select log_it()", "insert into triggered values (1)");

        assertThat(gate.doubts).isEmpty();
        assertThat(gate.notes)
                .containsExactly(
                        "LOG_IT (java) runs code that is no SQL: what it does outside of the database's tables is not seen",
                        "trigger TELLS (java) runs code that is no SQL: what it does outside of the database's tables is not seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select field()", "select log_it()", "call public.field()", "set @x = field()"})
    void alias_isNoRead_whateverItIsCalled(String sql) throws Exception {
        send(sql);

        assertThat(gate.seen.get(0).interaction().reads()).isFalse();
        assertThat(gate.seen.get(0).effect()).isNotEqualTo(io.runstwice.world.Effect.NONE);
    }

    @Test
    void statementsOfOneText_inAutocommit_areNamed() throws Exception {
        sendInAutocommit("insert into t values (1, 1); insert into t values (2, 2)");

        assertNamed("by itself");
    }
}
