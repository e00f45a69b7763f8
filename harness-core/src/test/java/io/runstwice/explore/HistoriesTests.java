package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several messages whose mistake shows only if the right one comes next: after a pause another message, after a fault
 * the redelivery that is late.
 */
@Tag("exhaustive")
@Timeout(300)
class HistoriesTests {

    private final Database db = Database.watching(Postgres.database(
            "histories",
            List.of(
                    "create table coupons (id int primary key, used int not null)",
                    "create table uses (number int primary key)",
                    "create table seen (number int primary key, at timestamptz not null)",
                    "create table mails (number int not null)",
                    "create table prices (id int primary key, version int not null)",
                    "create table charges (customer int primary key, number int not null, at timestamptz default now(),"
                            + " token uuid default gen_random_uuid())")));

    private interface Work {
        void on(Statement statement, int order) throws SQLException;
    }

    private Verdict orders(Work work) {
        return history(work).explore();
    }

    private RunsTwice history(Work work) {
        return RunsTwice.history("Orders", List.of(1, 2), (order, delivery) -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        work.on(statement, order);
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into coupons values (7, 0)"))
                .watching("db", db);
    }

    private Verdict coupons(String lock) {
        return orders((statement, order) -> {
            if (statement.executeUpdate("insert into uses values (" + order + ") on conflict do nothing") == 1) {
                int used = number(statement, "select used from coupons where id = 7" + lock);
                statement.executeUpdate("update coupons set used = " + (used + 1) + " where id = 7");
            }
        });
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private Verdict mails(String remembered) {
        db.notComparing("seen");
        return history((statement, order) -> {
                    statement.executeUpdate("delete from seen where at < now() - interval '" + remembered + "'");
                    if (statement.executeUpdate("insert into seen values (" + order + ", now()) on conflict do nothing")
                            == 1) {
                        statement.executeUpdate("insert into mails values (" + order + ")");
                    }
                })
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isUnsafe(Verdict verdict, String schedule) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples())
                .anySatisfy(found -> assertThat(found.schedule()).hasToString(schedule));
    }

    @Test
    void anotherMessageBetweenReadAndWrite_losesAnUse() {
        isUnsafe(coupons(""), "D1 of #1 pause before db UPDATE coupons #1; D2 of #2; D1");
    }

    @Test
    void readUnderALock_isSafe() {
        isSafe(coupons(" for update"));
    }

    @Test
    void redeliveryAfterItsRecordLapsed_doublesTheMail() {
        isUnsafe(mails("30 minutes"), "D1 of #2 acknowledgement lost; 1h later D2 of #2; D3 of #1");
    }

    @Test
    void recordThatOutlivesTheBound_isSafe() {
        isSafe(mails("2 hours"));
    }

    /** A version that is out of date has nothing to do. */
    @Test
    void newestVersionOnly_isSafe() {
        isSafe(orders((statement, version) -> statement.executeUpdate("insert into prices values (7, " + version
                + ") on conflict (id) do update set version = excluded.version"
                + " where prices.version < excluded.version")));
    }

    /** The row of the first one is there, with its time and its token: the second one does nothing. */
    @Test
    void messageTakenForADuplicate_isFoundBesideNoise() {
        Work perCustomer = (statement, order) -> statement.executeUpdate(
                "insert into charges (customer, number) values (7, " + order + ") on conflict do nothing");

        isUnsafe(history(perCustomer).everyMessageTakesEffect().explore(), "D1 of #1; D2 of #2");
        assertThat(history(perCustomer).explore().certificate()).contains("#2 changes nothing after #1");
    }
}
