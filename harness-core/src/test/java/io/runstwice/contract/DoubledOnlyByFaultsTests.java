package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.Bounds;
import io.runstwice.Verdict;
import io.runstwice.contract.MailWorld.Receiver;
import io.runstwice.contract.MailWorld.Work;
import io.runstwice.world.Misuse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail without keys: careless jobs are told from careful ones by the contract of doubles that only faults make. */
@Tag("exhaustive")
class DoubledOnlyByFaultsTests {

    private static MailWorld strict(Receiver receiver) {
        return MailWorld.with(receiver).doubledOnlyByFaults();
    }

    private static void assertSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void assertUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    private static String mail(Receiver receiver) {
        return switch (receiver) {
            case EFFECTS -> "mailer mail #1";
            case HTTP -> "mailer POST /v1/mails #1";
            case TABLE -> "db INSERT mails #1";
        };
    }

    @ParameterizedTest
    @EnumSource
    void sentUnderTheLockOfItsRecord_isSafe(Receiver receiver) {
        Verdict verdict = strict(receiver).explore(MailWorld::underRowLock);

        assertSafe(verdict);
        assertThat(verdict.certificate()).contains("(at least once, doubled only by faults; recorded in jobs)");
    }

    @ParameterizedTest
    @EnumSource(names = {"EFFECTS", "TABLE"})
    void sentUnderALease_isSafe(Receiver receiver) {
        assertSafe(strict(receiver).explore(MailWorld::underLease));
    }

    @Test
    @Tag("proof")
    void postedUnderALease_isSafe() {
        assertSafe(strict(Receiver.HTTP).explore(MailWorld::underLease));
    }

    @ParameterizedTest
    @EnumSource
    void markedAfterSendingWithoutALock_isUnsafeUnderTwoCopies(Receiver receiver) {
        Verdict verdict = strict(receiver).explore(MailWorld::unlocked);

        assertUnsafe(verdict);
        assertThat(verdict.counterexamples().get(0).schedule().toString())
                .isEqualTo("D1 pause before " + mail(receiver) + "; copy D2; D1");
    }

    @ParameterizedTest
    @EnumSource
    void neverLookingAtTheRecord_isUnsafeWhenRunAgain(Receiver receiver) {
        Verdict verdict = strict(receiver).explore(MailWorld::blindly);

        assertUnsafe(verdict);
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 acknowledgement lost; D2");
    }

    @ParameterizedTest
    @EnumSource
    void crashBetweenMailAndRecord_isExcused(Receiver receiver) {
        Work work = MailWorld::unlocked;

        assertSafe(strict(receiver).replay("D1 crash after " + mail(receiver) + "; D2", work));
        assertUnsafe(MailWorld.with(receiver).replay("D1 crash after " + mail(receiver) + "; D2", work));
    }

    @ParameterizedTest
    @EnumSource
    void everyCrashBeforeTheRecord_excusesOneMail(Receiver receiver) {
        assertSafe(strict(receiver)
                .replay(
                        "D1 crash after " + mail(receiver) + "; D2 crash after " + mail(receiver) + "; D3",
                        MailWorld::unlocked));
    }

    @ParameterizedTest
    @EnumSource
    void twoMailsAfterOneCrash_areOneTooMany(Receiver receiver) {
        Verdict verdict =
                strict(receiver).replay("D1 crash after " + mail(receiver) + "; D2", MailWorld::twiceWhenRedelivered);

        assertUnsafe(verdict);
        assertThat(verdict.counterexamples()
                        .get(0)
                        .violation()
                        .differences()
                        .get(0)
                        .surplus())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void crashAfterTheRecord_excusesNothing(Receiver receiver) {
        assertUnsafe(strict(receiver).replay("D1 crash after db UPDATE jobs #1; D2", MailWorld::blindly));
    }

    @ParameterizedTest
    @EnumSource(names = {"EFFECTS", "HTTP"})
    void replyToTheCommitOfTheRecordLost_excusesNothing(Receiver receiver) {
        Work work = MailWorld::retriedWithoutALook;

        assertUnsafe(strict(receiver).replay("D1 lost reply of db COMMIT #1", work));
        assertSafe(strict(receiver).replay("D1 lost request of db COMMIT #1", work));
    }

    @ParameterizedTest
    @EnumSource
    void messagesLostBeforeTheRecord_areExcuses(Receiver receiver) {
        assertSafe(strict(receiver).replay("D1 lost reply of " + mail(receiver) + "; D2", MailWorld::unlocked));
        assertSafe(strict(receiver).replay("D1 lost request of db UPDATE jobs #1; D2", MailWorld::unlocked));
        assertUnsafe(strict(receiver).replay("D1 lost reply of db UPDATE jobs #1; D2", MailWorld::blindly));
    }

    @ParameterizedTest
    @EnumSource
    void standingStillWhileTimePassed_isAnExcuse(Receiver receiver) {
        String frozen = "D1 pause before " + mail(receiver) + "; ";

        assertSafe(strict(receiver).replay(frozen + "1h later D2; D1", MailWorld::unlocked));
        assertUnsafe(strict(receiver).replay(frozen + "D2; D1", MailWorld::unlocked));
        assertUnsafe(strict(receiver).replay(frozen + "copy D2; D1", MailWorld::unlocked));
    }

    @ParameterizedTest
    @EnumSource
    void standingStillBetweenMailAndRecord_isAnExcuseIfTimePassed(Receiver receiver) {
        String frozen = "D1 pause before db UPDATE jobs #1; ";

        assertSafe(strict(receiver).replay(frozen + "1h later D2; D1", MailWorld::unlocked));
        assertUnsafe(strict(receiver).replay(frozen + "D2; D1", MailWorld::unlocked));
    }

    @ParameterizedTest
    @EnumSource
    void standingStillBeforeTheLook_isNone(Receiver receiver) {
        Work looksTwice = (world, attempt) -> {
            world.update("insert into audit (what) values ('begun')");
            MailWorld.blindly(world, attempt);
        };

        assertUnsafe(strict(receiver).replay("D1 pause before db INSERT audit #1; 1h later D2; D1", looksTwice));
    }

    @ParameterizedTest
    @EnumSource
    void lastRequestOfADeadWorkerThatCameLate_isAnExcuse(Receiver receiver) {
        assertSafe(strict(receiver)
                .replay(
                        "D1 pause before " + mail(receiver) + "; D2; D1 crash after " + mail(receiver),
                        MailWorld::unlocked));
    }

    @ParameterizedTest
    @EnumSource
    void mailThatIsLost_isNeverExcused(Receiver receiver) {
        Work marksFirst = (world, attempt) -> {
            if (!world.isDone()) {
                world.done();
                world.send();
                world.update("insert into audit (what) values ('sent')");
            }
        };

        Verdict verdict = strict(receiver).recordedIn("audit").explore(marksFirst);

        assertUnsafe(verdict);
        assertThat(verdict.counterexamples())
                .anyMatch(example -> example.violation().kind() == io.runstwice.judge.Violation.Kind.LOST_EFFECT);
    }

    @ParameterizedTest
    @EnumSource
    void withoutARecord_isAConfigurationErrorWithTheWayOut(Receiver receiver) {
        Work marksFirst = (world, attempt) -> {
            if (!world.isDone()) {
                world.done();
                world.send();
            }
        };

        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> strict(receiver).explore(marksFirst))
                .withMessageContaining("declared doubledOnlyByFaults()")
                .withMessageContaining("atMostOnce()");
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> strict(receiver).recordedIn("db/audit").explore(MailWorld::unlocked))
                .withMessageContaining("recordedIn");
    }

    @ParameterizedTest
    @EnumSource(names = {"EFFECTS", "TABLE"})
    void recordedInSaysWhichChangeIsMeant(Receiver receiver) {
        Work notesInBetween = (world, attempt) -> {
            try (java.sql.Connection connection = world.db.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                if (!MailWorld.isDone(connection, " for update")) {
                    world.send();
                    world.update("insert into audit (what) values ('sent')");
                    MailWorld.update(connection, "update jobs set state = 'done' where id = 42");
                }
                connection.commit();
            }
        };
        Bounds bounds = Bounds.standard().oneAtATime();
        MailWorld first = strict(receiver);
        MailWorld named = strict(receiver).recordedIn("db/jobs");
        first.db.varying("audit.id").atLeastOnce("audit");
        named.db.varying("audit.id").atLeastOnce("audit");

        assertUnsafe(first.explore(bounds, notesInBetween));
        assertSafe(named.explore(bounds, notesInBetween));
    }

    @Test
    void underTheOldContracts_carelessAndCarefulAreNotToldApart() {
        MailWorld lax = MailWorld.with(Receiver.EFFECTS);
        lax.mailer.atLeastOnce();

        assertSafe(lax.explore(MailWorld::unlocked));
        assertUnsafe(MailWorld.with(Receiver.EFFECTS).explore(MailWorld::underRowLock));
    }
}
