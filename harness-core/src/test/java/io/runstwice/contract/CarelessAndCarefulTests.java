package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.contract.MailWorld.Receiver;
import io.runstwice.contract.MailWorld.Work;
import io.runstwice.effect.Effects;
import io.runstwice.schedule.Schedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Careless jobs and careful ones of other shapes: several mails, records in transactions, leases apart from records,
 * rollbacks.
 */
@Tag("exhaustive")
class CarelessAndCarefulTests {

    private static MailWorld strict(Receiver receiver) {
        return MailWorld.with(receiver).doubledOnlyByFaults();
    }

    private static void assertSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void assertUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    private static void under(MailWorld world, String lock, Work work) throws Exception {
        try (Connection connection = world.db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            if (!MailWorld.isDone(connection, lock)) {
                work.perform(world, 0);
                MailWorld.update(connection, "update jobs set state = 'done' where id = 42");
            }
            connection.commit();
        }
    }

    /** Three mails to three people, one record. */
    @Test
    void severalMailsBeforeOneRecord_areEachExcusedByOneCrash() {
        for (Receiver receiver : List.of(Receiver.EFFECTS, Receiver.TABLE)) {
            Work all = (world, attempt) -> under(world, " for update", (inside, n) -> {
                world.send("ann");
                world.send("bob");
                world.send("cem");
            });

            assertSafe(strict(receiver).explore(Bounds.standard().oneAtATime(), all));
        }
    }

    /** Three mails, each with a record of its own, but the second delivery begins at the first again. */
    @Test
    void severalMailsWithARecordEach_beginningAgainAtTheFirst_isUnsafe() {
        for (Receiver receiver : List.of(Receiver.EFFECTS, Receiver.TABLE)) {
            Work again = (world, attempt) -> {
                if (!world.isDone()) {
                    for (String to : List.of("ann", "bob")) {
                        world.send(to);
                        world.update("insert into audit (what) values (?)", to);
                    }
                    world.done();
                }
            };
            MailWorld world = strict(receiver);
            world.db.atLeastOnce("audit");

            assertUnsafe(world.explore(Bounds.standard().oneAtATime(), again));
        }
    }

    /** The same, and it looks before each. */
    @Tag("proof")
    @Test
    void severalMailsWithARecordEach_lookingBeforeEach_isSafe() {
        assertSafe(strict(Receiver.TABLE).explore(Bounds.standard().preemptions(1), lookingBeforeEach()));
    }

    @Test
    @Tag("proof")
    void severalMailsWithARecordEach_lookingBeforeEach_isSafeWithEffects() {
        assertSafe(strict(Receiver.EFFECTS).explore(Bounds.standard().preemptions(1), lookingBeforeEach()));
    }

    private static Work lookingBeforeEach() {
        return (world, attempt) -> {
            try (Connection connection = world.db.dataSource().getConnection()) {
                for (String to : List.of("ann", "bob")) {
                    connection.setAutoCommit(false);
                    if (!isSentTo(to, connection)) {
                        world.send(to);
                        MailWorld.update(connection, "insert into audit (what) values ('" + to + "')");
                    }
                    connection.commit();
                }
            }
        };
    }

    private static boolean isSentTo(String to, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1 from jobs where id = 42 for update");
            return statement
                    .executeQuery("select 1 from audit where what = '" + to + "'")
                    .next();
        }
    }

    /** Serializable, and refused by the database in favour of another one who mailed as well. */
    @Test
    void serializableTransactionAroundAMail_isUnsafeUnderTwoCopies() {
        Work serializable = (world, attempt) -> {
            for (int tries = 0; ; tries++) {
                try (Connection connection = world.db.dataSource().getConnection()) {
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    connection.setAutoCommit(false);
                    if (!MailWorld.isDone(connection, "")) {
                        world.send();
                        MailWorld.update(connection, "update jobs set state = 'done' where id = 42");
                    }
                    connection.commit();
                    return;
                } catch (java.sql.SQLException refused) {
                    if (!"40001".equals(refused.getSQLState()) || tries > 3) {
                        throw refused;
                    }
                }
            }
        };

        Verdict verdict = strict(Receiver.EFFECTS).explore(serializable);

        assertUnsafe(verdict);
    }

    /** The database rolls the record back for the sake of an actor who has nothing to do with mails. */
    @Test
    void rollbackThatAnActorCauses_isAnExcuse() {
        MailWorld world = strict(Receiver.EFFECTS);
        Verdict verdict = RunsTwice.job("MailJob", delivery -> {
                    try (Connection connection = world.db.dataSource().getConnection()) {
                        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                        connection.setAutoCommit(false);
                        if (!MailWorld.isDone(connection, "")) {
                            world.send();
                            MailWorld.update(connection, "update jobs set state = 'done' where id = 42");
                        }
                        connection.commit();
                    }
                })
                .given(() -> world.db.execute("insert into jobs values (42, 'open', null, null)"))
                .alongside("touch", actor -> world.update("update jobs set owner = 7 where id = 42"))
                .watching("db", world.db)
                .watching("mailer", world.mailer)
                .replay(Schedule.parse("D1 pause before db UPDATE jobs #1; actor touch; D1; D2"))
                .explore();

        assertSafe(verdict);
    }

    /** A lease of its own, a record elsewhere. */
    @Test
    void leaseApartFromTheRecord_isSafeIfTheRecordIsLookedAtUnderIt() {
        Work leased = (world, attempt) -> {
            int taken = world.update(
                    "insert into locks values ('mail', ?, now() + interval '10 minutes') on conflict (name) do update"
                            + " set owner = excluded.owner, until = excluded.until where locks.until < now()",
                    attempt);
            if (taken == 0) {
                throw new IllegalStateException("locked");
            }
            if (!world.isDone()) {
                world.send();
                world.done();
            }
            world.update("delete from locks where name = 'mail' and owner = ?", attempt);
        };
        MailWorld world = strict(Receiver.EFFECTS);
        world.db.notComparing("locks");

        assertSafe(world.explore(Bounds.standard().preemptions(1), leased));
    }

    /** Released before the record. */
    @Test
    void leaseThatIsReleasedBeforeTheRecord_isUnsafe() {
        Work leased = (world, attempt) -> {
            int taken = world.update(
                    "insert into locks values ('mail', ?, now() + interval '10 minutes') on conflict (name) do update"
                            + " set owner = excluded.owner, until = excluded.until where locks.until < now()",
                    attempt);
            if (taken == 0) {
                throw new IllegalStateException("locked");
            }
            boolean done = world.isDone();
            if (!done) {
                world.send();
            }
            world.update("delete from locks where name = 'mail' and owner = ?", attempt);
            if (!done) {
                world.done();
            }
        };
        MailWorld world = strict(Receiver.EFFECTS);
        world.db.notComparing("locks");

        Verdict verdict = world.explore(leased);
        assertUnsafe(verdict);
        assertThat(verdict.counterexamples().get(0).schedule().faults()).isZero();
    }

    /** A mail whose text holds what is drawn anew. */
    @Test
    void mailWithARandomToken_isToldFromAnotherOne() {
        Work token = (world, attempt) ->
                under(world, " for update", (inside, n) -> world.send("ann " + java.util.UUID.randomUUID()));

        assertSafe(strict(Receiver.EFFECTS).explore(Bounds.standard().preemptions(1), token));
        Work careless = (world, attempt) -> {
            if (!world.isDone()) {
                world.send("ann " + java.util.UUID.randomUUID());
                world.done();
            }
        };
        assertUnsafe(strict(Receiver.EFFECTS).explore(careless));
        assertUnsafe(strict(Receiver.TABLE).explore(careless));
    }

    /** Two kinds under one contract: the second mail is no record of the first. */
    @Test
    void twoKinds_areRecordedByTheSameNote() {
        Effects mailer = Effects.unkeyed().doubledOnlyByFaults("mail", "sms");
        MailWorld world = MailWorld.with(Receiver.TABLE);
        Verdict verdict = RunsTwice.job(
                        "MailJob",
                        delivery -> under(world, " for update", (inside, n) -> {
                            mailer.perform("mail", "ann");
                            mailer.perform("sms", "ann");
                        }))
                .given(() -> world.db.execute("insert into jobs values (42, 'open', null, null)"))
                .watching("db", world.db)
                .watching("mailer", mailer)
                .explore();

        assertSafe(verdict);
        assertThat(verdict.certificate())
                .contains("mailer: mail, sms (at least once, doubled only by faults; recorded in jobs)");
    }

    /** The mail in the transaction of its record. */
    @Test
    void rowAndRecordInOneCommit_needNoExcuseAndGetNone() {
        Work together = (world, attempt) -> {
            try (Connection connection = world.db.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                if (!MailWorld.isDone(connection, " for update")) {
                    MailWorld.update(connection, "insert into mails (job, address) values (42, 'ann')");
                    MailWorld.update(connection, "update jobs set state = 'done' where id = 42");
                }
                connection.commit();
            }
        };
        Work blind = (world, attempt) -> {
            try (Connection connection = world.db.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                MailWorld.update(connection, "insert into mails (job, address) values (42, 'ann')");
                MailWorld.update(connection, "update jobs set state = 'done' where id = 42");
                connection.commit();
            }
        };

        assertSafe(strict(Receiver.TABLE).explore(together));
        assertUnsafe(strict(Receiver.TABLE).replay("D1 crash after db COMMIT #1; D2", blind));
    }

    /** A batch of mails in one statement. */
    @Test
    void batchOfRows_isExcusedAsAWholeByOneCrash() {
        Work batch = (world, attempt) -> {
            if (!world.isDone()) {
                world.update("insert into mails (job, address) values (42, 'ann'), (42, 'bob'), (42, 'ann')");
                world.done();
            }
        };

        assertSafe(strict(Receiver.TABLE).replay("D1 crash after db INSERT mails #1; D2", batch));
        assertUnsafe(strict(Receiver.TABLE).explore(batch));
    }
}
