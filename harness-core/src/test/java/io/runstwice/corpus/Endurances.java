package io.runstwice.corpus;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Many rows, large cells, threads, and failures of every kind. */
final class Endurances {

    private static final String KIND = "E endurance";

    private Endurances() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        sizes(cases);
        tables(cases);
        failures(cases);
        threads(cases);
        return cases;
    }

    private static void sizes(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id bigint generated always as identity primary key, n int, doc text, at timestamptz default now())")
                .twins(
                        "two thousand rows",
                        work -> work.sql(
                                "insert into t (n, doc) select n, 'row ' || n from generate_series(1, 2000) n"))
                .twins(
                        "a cell of a megabyte",
                        work -> work.sql("insert into t (doc) values (repeat('0123456789abcdef', 65536))"))
                .twins(
                        "five hundred equal rows",
                        work -> work.sql("insert into t (n) select 1 from generate_series(1, 500)"))
                .twins("a batch", work -> {
                    try (PreparedStatement batch = work.connection().prepareStatement("insert into t (n) values (?)")) {
                        for (int i = 0; i < 8; i++) {
                            batch.setInt(1, i);
                            batch.addBatch();
                        }
                        batch.executeBatch();
                    }
                });
        new Draft(
                        KIND,
                        On.MARIADB,
                        cases,
                        "create table t (id bigint auto_increment primary key, n int, at datetime default now())")
                .twins("a thousand rows", work -> work.sql("insert into t (n) select seq from seq_1_to_1000"));
        new Draft(
                        KIND,
                        On.H2,
                        cases,
                        "create table t (id bigint generated always as identity primary key, n int, at timestamp default now())")
                .twins("a thousand rows", work -> work.sql("insert into t (n) select x from system_range(1, 1000)"));
    }

    private static void tables(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id int primary key, n int)",
                        "create table staging (n int)",
                        "insert into t values (1, 0)",
                        "insert into staging values (5)")
                .twins("a locked table", work -> {
                    work.sql("lock table t in access exclusive mode");
                    work.sql("update t set n = n + 1");
                })
                .safe(
                        "taken over from a staging table that is truncated",
                        "both or none",
                        work -> work.tx(within -> {
                            within.sql("lock table staging in access exclusive mode");
                            within.sql("update t set n = n + coalesce((select sum(n) from staging), 0)");
                            within.sql("truncate staging");
                        }))
                .unsafe("taken over from a staging table that is truncated later", "it is taken over twice", work -> {
                    work.sql("update t set n = n + coalesce((select sum(n) from staging), 0)");
                    work.sql("truncate staging");
                })
                .named("a watched table is dropped", "staging", work -> work.sql("drop table if exists staging"));
    }

    private static void failures(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id bigint generated always as identity primary key, n int)",
                        "create table u (id int primary key)")
                .unsafe("everything that is thrown is swallowed", "a failure is acknowledged", work -> {
                    try {
                        work.sql("insert into u values (1) on conflict do nothing");
                        work.sql("insert into t (n) select 1 where not exists (select 1 from t)");
                    } catch (Exception swallowed) {
                        // acknowledged
                    }
                })
                .unsafe("tried again by itself after a failure", "a lost reply is no failure of the insert", work -> {
                    try {
                        work.sql("insert into t (n) values (1)");
                    } catch (java.sql.SQLException lost) {
                        try (java.sql.Connection other =
                                        work.world().db().dataSource().getConnection();
                                java.sql.Statement again = other.createStatement()) {
                            again.executeUpdate("insert into t (n) values (1)");
                        }
                    }
                })
                .unsafe("an AssertionError when it finds its own work", "it refuses for ever", work -> {
                    if (work.number("select count(*) from t") > 0) {
                        throw new IllegalStateException("done before");
                    }
                    work.sql("insert into t (n) values (1)");
                })
                .safe(
                        "a savepoint that is rolled back",
                        "what is left is the record",
                        work -> work.once(within -> {
                            within.sql("insert into t (n) values (1)");
                            java.sql.Savepoint point = within.connection().setSavepoint();
                            within.sql("insert into t (n) values (2)");
                            within.connection().rollback(point);
                        }));
    }

    private static void threads(List<Case> cases) {
        new Draft(
                        KIND,
                        On.POSTGRESQL,
                        cases,
                        "create table t (id bigint generated always as identity primary key, n int)",
                        "create table u (id int primary key, n int)")
                .unsafe(
                        "two statements on two threads, without a record",
                        "each delivery adds",
                        work -> onTwoThreads(work, "insert into t (n) values (1)"))
                .safe(
                        "two statements on two threads, with keys",
                        "the keys tell it",
                        work -> onTwoThreads(work, "insert into u values (1, 1) on conflict do nothing"));
    }

    private static void onTwoThreads(Work work, String first) {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> alone(work, first));
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> alone(work, "insert into u values (2, 2) on conflict do nothing"));
        CompletableFuture.allOf(one, other).join();
    }

    private static void alone(Work work, String sql) {
        try (java.sql.Connection connection = work.world().db().dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
