package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that acts where no table is watched is unsafe, or inconclusive by name, and never safe. */
class BeyondTablesTests {

    private static final List<String> SCHEMA = List.of(
            "create extension dblink",
            "create extension postgres_fdw",
            "create table jobs (id int primary key, state text, n int)",
            "create table done (id int primary key)",
            "create schema audit",
            "create function audit.log(x text) returns int language sql as 'update jobs set n = n + 1 where id = 1 returning n'",
            "create function log(x text) returns int language sql immutable as 'select audit.log(x)'",
            "create function plus(x text, y int) returns int language sql as 'select audit.log(x)'",
            "create operator ### (leftarg = text, rightarg = int, function = plus)",
            "create table announced (id int primary key)",
            "create function announces() returns trigger language plpgsql as"
                    + " $$ begin perform pg_notify('announced', new.id::text); return new; end $$",
            "create trigger announces after insert or update on announced for each row execute function announces()",
            "create procedure commits() language plpgsql as $$ begin update jobs set n = 1; commit; end $$");

    private final DataSource source = Postgres.database("beyond_tables", SCHEMA);
    private final Database db = Database.watching(source);

    /** Each statement in autocommit. */
    private Verdict explore(String... statements) {
        return RunsTwice.job("reaching", delivery -> run(statements))
                .given(() -> db.execute("insert into jobs values (1, 'new', 0)"))
                .watching(db)
                .explore();
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All of them in one transaction, if the first inserts a row. */
    private Verdict exploreOnce(String... statements) {
        return RunsTwice.job("reaching", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        if (statement.executeUpdate("insert into done values (1) on conflict do nothing") > 0) {
                            for (String sql : statements) {
                                statement.execute(sql);
                            }
                        }
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into jobs values (1, 'new', 0)"))
                .watching(db)
                .explore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select dblink_exec('dbname=postgres', 'select 1')",
                "copy (select 1) to program 'cat > /dev/null'",
                "copy jobs to '/dev/null'",
                "do $$ begin create table if not exists other (a int); drop table other; end $$",
                "select lo_unlink(lo_create(0))",
                "do $$ begin update jobs set n = 1; commit; end $$",
                "begin; update jobs set n = 1; commit; update jobs set state = 'done'",
                "do $$ begin call commits(); end $$",
                "call commits()",
            })
    void whatNobodyWatches_isInconclusiveByName(String sql) {
        Verdict verdict = explore(sql);

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select log('x')",
                "select audit.log('x')",
                "select 'x' ### 1",
                "notify far, 'x'",
                "select pg_notify('far', 'x')",
                "do $$ begin perform pg_notify('far', 'x'); end $$",
                "insert into announced values (1) on conflict (id) do update set id = 1",
            })
    void doubled_isADoubleEffect(String sql) {
        Verdict verdict = explore(sql);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select log('x')",
                "select 'x' ### 1",
                "notify far, 'x'",
                "select pg_notify('far', 'x')",
                "insert into announced values (1)",
            })
    void onceInOneTransaction_isSafe(String sql) {
        Verdict verdict = exploreOnce(sql);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void notificationAfterTheRecord_isLost() {
        Verdict verdict = RunsTwice.job("telling", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        if (statement.executeUpdate("update jobs set state = 'done' where id = 1 and state = 'new'")
                                > 0) {
                            statement.execute("notify far, 'x'");
                        }
                    }
                })
                .given(() -> db.execute("insert into jobs values (1, 'new', 0)"))
                .watching(db)
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.LOST_EFFECT);
    }

    @Test
    void notificationThatMayDouble_isSafe_underThatContract() {
        db.atLeastOnce("notifications");

        Verdict verdict = explore("notify far, 'x'");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("notifications");
    }
}
