package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Verdict;
import io.runstwice.contract.MailWorld.Receiver;
import io.runstwice.contract.MailWorld.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mail holds a random word: a fault excuses a double of the mail that it hit, and of no other one. */
class RandomMailsTests {

    private static final String ANN = "ann@example.org";
    private static final String BOB = "bob@example.org";

    /** How several mails are written. */
    private interface Post {
        void send(MailWorld world, List<String> to) throws Exception;
    }

    private static void oneByOne(MailWorld world, List<String> to) throws Exception {
        for (String address : to) {
            world.send(mail(address));
        }
    }

    private static void inABatch(MailWorld world, List<String> to) throws Exception {
        try (Connection connection = world.db.dataSource().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into mails (job, address) values (42, ?)")) {
            connection.setAutoCommit(false);
            for (String address : to) {
                insert.setString(1, mail(address));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static void inOneStatement(MailWorld world, List<String> to) throws Exception {
        String rows = String.join(", ", to.stream().map(any -> "(42, ?)").toList());
        world.update(
                "insert into mails (job, address) values " + rows,
                to.stream().map(RandomMailsTests::mail).toArray());
    }

    private static String mail(String to) {
        return to + " token " + UUID.randomUUID();
    }

    private static Post post(String how) {
        return switch (how) {
            case "batch" -> RandomMailsTests::inABatch;
            case "statement" -> RandomMailsTests::inOneStatement;
            default -> RandomMailsTests::oneByOne;
        };
    }

    /**
     * Sends mails unless that is noted, and notes it.
     *
     * @param again whom a later delivery writes to
     */
    private static Work sending(Post post, List<String> again) {
        return (world, attempt) -> {
            if (!world.isDone()) {
                post.send(world, attempt == 1 ? List.of(ANN, BOB) : again);
                world.done();
            }
        };
    }

    private static Verdict afterACrash(String how, String point, List<String> again) {
        return MailWorld.with(Receiver.TABLE)
                .doubledOnlyByFaults()
                .replay("D1 crash after " + point + "; D2", sending(post(how), again));
    }

    private static String last(String how) {
        return switch (how) {
            case "batch" -> "db COMMIT #1";
            case "statement" -> "db INSERT mails #1";
            default -> "db INSERT mails #2";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"each", "batch", "statement"})
    void bothSentAgainAfterACrash_areExcused(String how) {
        Verdict verdict = afterACrash(how, last(how), List.of(ANN, BOB));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"each", "batch", "statement"})
    void oneSentTwiceAgain_isNotExcusedByWhatHitTheOther(String how) {
        Verdict verdict = afterACrash(how, last(how), List.of(ANN, ANN));

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void mailThatNoFaultHit_isNotExcusedByAFaultOfTheOther() {
        Verdict verdict = afterACrash("each", "db INSERT mails #1", List.of(BOB, BOB));

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void firstSentAgainByItself_isExcused() {
        Verdict verdict = afterACrash("batch", "db COMMIT #1", List.of(ANN));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
