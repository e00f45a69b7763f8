package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replies that a real network withholds for longer than the client waits, wherever a job asks for one. */
@NeedsToxiproxy
@Tag("exhaustive")
class WithheldRepliesTests {

    private static final int PATIENCE = 1_200;
    private static final String PAY_ONCE = "insert into paid select 1 where not exists (select 1 from paid)";

    private final String url = Postgres.url("withheld", List.of("create table paid (id int)"));
    private final Link link = linkTo(url.substring("jdbc:".length())).silentFor(Duration.ofSeconds(5));
    private final Database db = Database.at(url, "postgres", "").through(link);

    private static Link linkTo(String address) {
        URI uri = URI.create(address);
        return Link.to(uri.getHost(), uri.getPort());
    }

    @AfterEach
    void end() {
        link.close();
    }

    private Verdict explore(String whenNothingCame) {
        return RunsTwice.job("PatientJob", delivery -> pay(whenNothingCame))
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    /** A connection that breaks brings the message back. But where merely nothing came, it tries again by itself. */
    private void pay(String whenNothingCame) throws SQLException {
        try {
            run(PAY_ONCE);
        } catch (SQLException failure) {
            if (!(failure.getCause() instanceof SocketTimeoutException)) {
                throw failure;
            }
            run(whenNothingCame);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE);
            statement.executeUpdate(sql);
        }
    }

    @Test
    void timeOutTakenForAFailure_doublesTheEffectWhereAReplyIsWithheld() {
        Verdict verdict = explore("insert into paid values (1)");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples())
                .extracting(example -> example.schedule().toString())
                .containsExactly(
                        "D1 silent reply of db INSERT paid #1",
                        "D1 late reply of db INSERT paid #1",
                        "D1 piecemeal reply of db INSERT paid #1");
        assertThat(happened(verdict))
                .containsExactly(
                        "reply lost: it took effect, and nothing came back",
                        "reply late: it took effect, and the client had given up before it came",
                        "reply in pieces: it took effect, and the client gave up in the middle of it");
        assertThat(verdict.counterexamples().get(2).story()).isEqualTo("""
                        PatientJob is not safe to run twice: double effect

                          expected   db paid   1 row
                          but was    db paid   2 rows   + {id: 1}

                          D1  db  INSERT paid select 1 where not exists (select 1 from paid)  PSQLException 08006: An I/O error occurred while sending to the backend.
                          D1  ✗ reply in pieces: it took effect, and the client gave up in the middle of it
                          D1  db  INSERT paid values (1)                                      1 row
                          D1  ✓ acknowledged

                          cause      D1 added to db paid twice (INSERT paid): it did it again after the reply to the first one had been lost
                          replay     @Replay("D1 piecemeal reply of db INSERT paid #1")
                          explored   15 of 15 (complete) of crashes and single losses; the rest comes when these are safe; 3 more faults led to a state explored before""");
    }

    @Test
    void timeOutAfterWhichItLooksAgain_isSafe() {
        Verdict verdict = explore(PAY_ONCE);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains(
                        "replies also withheld for 5000 ms, and where a client gives up before, also late and in pieces");
    }

    private static List<String> happened(Verdict verdict) {
        return verdict.counterexamples().stream()
                .flatMap(example -> example.story().lines())
                .filter(line -> line.contains("✗ "))
                .map(line -> line.substring(line.indexOf("✗ ") + 2))
                .toList();
    }
}
