package io.runstwice.corpus;

import java.util.ArrayList;
import java.util.List;

/** What SQL reaches beyond the rows of the tables that it names. */
final class Reaches {

    private static final String KIND = "R reach";

    private Reaches() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        routines(cases);
        rows(cases);
        outside(cases);
        sessions(cases);
        onMariaDb(cases);
        onH2(cases);
        return cases;
    }

    private static void routines(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id bigint generated always as identity primary key, n int)",
                        "create function log(int) returns int language sql as 'insert into t (n) values ($1) returning n'",
                        "create function pay() returns void language plpgsql as $$ begin execute 'insert into t (n) values (5)'; end $$",
                        "create procedure charge() language sql as 'insert into t (n) values (7)'",
                        "create procedure commits() language plpgsql as $$ begin insert into t (n) values (1); commit; insert into t (n) values (2); end $$")
                .twins("a function that inserts, named like one that computes", work -> work.one("select log(3)"))
                .twins("a function with dynamic SQL", work -> work.one("select pay()"))
                .twins("a procedure", work -> work.sql("call charge()"))
                .twins("DO", work -> work.sql("do $$ begin insert into t (n) values (3); end $$"))
                .named("a procedure that commits", "COMMIT", work -> work.sql("call commits()"))
                .named(
                        "DO that commits",
                        "COMMIT",
                        work -> work.sql("do $$ begin insert into t (n) values (1); commit; end $$"));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id int primary key, n int)",
                        "create table audit (id bigint generated always as identity primary key, n int)",
                        "create function tell() returns trigger language plpgsql as $$ begin insert into audit (n) values (new.n); return new; end $$",
                        "create trigger tells after update on t for each row execute function tell()",
                        "create table r (id int primary key, n int)",
                        "create rule also as on update to r do also insert into audit (n) values (new.n)",
                        "create view v as select * from t",
                        "insert into t values (1, 0)",
                        "insert into r values (1, 0)")
                .twins("a trigger that adds a row", work -> work.sql("update t set n = 5"))
                .twins("a rule that adds a row", work -> work.sql("update r set n = 5"))
                .twins("a view over a table with a trigger", work -> work.sql("update v set n = 5"));
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table p (id int, day date, n int, primary key (id, day)) partition by range (day)",
                        "create table p1 partition of p for values from ('2020-01-01') to ('2030-01-01')",
                        "create table p2 partition of p default",
                        "create table parent (a int)",
                        "create table heir (b int) inherits (parent)",
                        "create unlogged table fast (n int)",
                        "insert into p values (1, '2026-05-05', 0)",
                        "insert into fast values (0)")
                .twins("a partition", work -> work.sql("update p set n = n + 1"))
                .twins(
                        "a row that moves on to the next day of a partition",
                        work -> work.sql("update p set day = day + 1"))
                .twins("an heir", work -> work.sql("insert into heir values (1, 2)"))
                .twins("an unlogged table", work -> work.sql("update fast set n = n + 1"))
                .safe(
                        "a temporary table, and one result",
                        "what is temporary ends",
                        work -> work.tx(within -> {
                            within.sql("create temporary table scratch (n int) on commit drop");
                            within.sql("insert into scratch values (5), (6)");
                            within.sql("update p set n = (select sum(n) from scratch)");
                        }))
                .named("a table is made", "CREATE TABLE", work -> work.sql("create table if not exists made (n int)"))
                .named(
                        "DDL in DO",
                        "DO",
                        work -> work.sql("do $$ begin create table if not exists made (n int); end $$"));
    }

    private static void rows(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id bigint generated always as identity primary key, n int)",
                        "create table source (n int)",
                        "insert into source values (1), (2)")
                .twins("insert from select", work -> work.sql("insert into t (n) select n from source"))
                .twins(
                        "a CTE that writes",
                        work -> work.one("with x as (insert into t (n) values (5) returning n) select count(*) from x"))
                .twins(
                        "merge",
                        work -> work.sql(
                                "merge into t using source on false when not matched then insert (n) values (source.n)"))
                .named("COPY from the client", "PGConnection", work -> {
                    var copy = work.connection()
                            .unwrap(org.postgresql.PGConnection.class)
                            .getCopyAPI();
                    copy.copyIn("copy t (n) from stdin", new java.io.StringReader("1\n2\n"));
                })
                .twins("truncate and fill up", work -> {
                    work.sql("insert into t (n) select count(*) from t");
                    work.sql("truncate source");
                })
                .safe("truncate", "empty twice is empty", work -> work.sql("truncate source"))
                .named("COPY to a program", "PROGRAM", work -> work.sql("copy (select 1) to program 'cat > /dev/null'"))
                .named("a large object", "large object", work -> work.one("select lo_from_bytea(0, 'x'::bytea)"));
    }

    private static void outside(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create extension dblink",
                        "create extension postgres_fdw",
                        "create server far foreign data wrapper postgres_fdw options (host '127.0.0.1', port '1')",
                        "create foreign table far_t (id int) server far",
                        "create table t (id int primary key, n int)",
                        "create table secret (id int primary key, owner text)",
                        "insert into t values (1, 0)")
                .named("a foreign table", "far_t", work -> work.sql("insert into far_t values (1)"))
                .named(
                        "dblink",
                        "dblink",
                        work -> work.one("select dblink_exec('host=127.0.0.1 port=1', 'insert into x values (1)')"))
                .unsafe("NOTIFY after the update", "it is told twice", work -> {
                    work.sql("update t set n = 1");
                    work.sql("notify orders, 'paid 1'");
                })
                .safe(
                        "NOTIFY in the transaction of the record",
                        "told once",
                        work -> work.once(within -> {
                            within.sql("update t set n = 1");
                            within.one("select pg_notify('orders', 'paid 1')");
                        }))
                .unsafe("NOTIFY after the record", "it is lost with the worker", work -> {
                    if (work.isFirst()) {
                        work.sql("update t set n = 1");
                        work.sql("notify orders, 'paid 1'");
                    }
                });
    }

    private static void sessions(List<Case> cases) {
        Draft draft = new Draft(
                KIND,
                On.POSTGRESQL,
                cases,
                "create table t (id bigint generated always as identity primary key, n int)",
                "create sequence numbers");
        draft.unsafe("an advisory lock alone", "it is no record", work -> {
            work.one("select pg_advisory_lock(7)");
            work.sql("insert into t (n) values (1)");
            work.one("select pg_advisory_unlock(7)");
        });
        draft.safe(
                "an advisory lock, a look, an insert",
                "two copies wait for each other",
                work -> work.tx(within -> {
                    within.one("select pg_advisory_xact_lock(7)");
                    if (within.one("select 1 from t") == null) {
                        within.sql("insert into t (n) values (1)");
                    }
                }));
        draft.unsafe(
                "a look and an insert, without a lock",
                "two copies both look first",
                work -> work.tx(within -> {
                    if (within.one("select 1 from t") == null) {
                        within.sql("insert into t (n) values (1)");
                    }
                }));
        draft.unsafe(
                "who does not get the advisory lock acknowledges",
                "the other one may die",
                work -> work.tx(within -> {
                    if (Boolean.TRUE.equals(within.one("select pg_try_advisory_xact_lock(7)"))
                            && within.one("select 1 from t") == null) {
                        within.sql("insert into t (n) values (1)");
                    }
                }));
        draft.twins("set_config, read again", work -> {
            work.one("select set_config('app.user', 'ann', true)");
            work.sql("insert into t (n) select length(current_setting('app.user'))");
        });
        draft.unsafe("every third number of a sequence is dropped", "a redelivery draws the next number", work -> {
            if (work.number("select nextval('numbers')") % 3 == 0) {
                return;
            }
            work.once(within -> within.sql("insert into t (n) values (1)"));
        });
        draft.safe(
                "a serializable transaction that looks first",
                "one of two copies is refused, and comes again",
                work -> {
                    work.connection().setTransactionIsolation(java.sql.Connection.TRANSACTION_SERIALIZABLE);
                    work.tx(within -> {
                        if (within.one("select 1 from t") == null) {
                            within.sql("insert into t (n) values (1)");
                        }
                    });
                });
    }

    private static void onMariaDb(List<Case> cases) {
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table t (id bigint auto_increment primary key, n int)",
                        "create procedure charge() insert into t (n) values (7)",
                        "create procedure commits() begin start transaction; insert into t (n) values (1); commit; insert into t (n) values (2); end",
                        "create table audit (id bigint auto_increment primary key, n int)",
                        "create trigger tells after insert on t for each row insert into audit (n) values (new.n)",
                        "create function f() returns int deterministic begin insert into t (n) values (1); return 1; end")
                .twins("a procedure", work -> work.sql("call charge()"))
                .twins("a function that inserts", work -> work.one("select f()"))
                .named("a procedure that commits", "commits", work -> work.sql("call commits()"))
                .named("another database", "mysql", work -> work.sql("delete from mysql.proxies_priv where 1 = 0"))
                .named("INTO OUTFILE", "OUTFILE", work -> work.one("select 1 into outfile '/nonexistent/x'"))
                .named("an event", "EVENT", work -> work.sql("create event e on schedule every 1 day do delete from t"))
                .safe("GET_LOCK, a look, an insert", "two copies wait for each other", work -> {
                    work.one("select get_lock('corpus', 10)");
                    try {
                        if (work.one("select 1 from t") == null) {
                            work.sql("insert into t (n) values (1)");
                        }
                    } finally {
                        work.one("select release_lock('corpus')");
                    }
                })
                .unsafe("a look and an insert, without a lock", "two copies both look first", work -> {
                    if (work.one("select 1 from t") == null) {
                        work.sql("insert into t (n) values (1)");
                    }
                });
    }

    private static void onH2(List<Case> cases) {
        new Draft(
                        KIND,
                        On.H2,
                        cases,
                        "create table t (id bigint generated always as identity primary key, n int)",
                        "create alias sets for \"java.lang.System.setProperty\"",
                        "create linked table far (null, 'jdbc:h2:mem:corpus_far;DB_CLOSE_DELAY=-1', 'sa', '', '(select 1 as n)')")
                .twins(
                        "insert from a system range",
                        work -> work.sql("insert into t (n) select x from system_range(1, 2)"))
                .named("CSVWRITE", "CSVWRITE", work -> work.one("call csvwrite('/dev/null', 'select 1')"))
                .named("SCRIPT TO", "SCRIPT", work -> work.one("script to '/dev/null'"))
                .named("BACKUP", "BACKUP", work -> work.sql("backup to '/tmp/corpus.zip'"))
                .unsafe("a look and an insert, without a lock", "two copies both look first", work -> {
                    if (work.one("select 1 from t") == null) {
                        work.sql("insert into t (n) values (1)");
                    }
                });
    }
}
