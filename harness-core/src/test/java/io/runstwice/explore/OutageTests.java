package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A resource that is down for the rest of a delivery: what a client tries again once and twice is lost each time. */
@Timeout(300)
class OutageTests {

    private static final int TRIES = 3;

    private final HttpService gateway = HttpService.stripeLike();

    private void charge(String key) throws IOException, InterruptedException {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.uri().resolve("/v1/charges"))
                                .header("Idempotency-Key", key)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("amount=1999&currency=eur&customer=cus_7"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Null if it succeeded in one of its tries, else why the last one did not. */
    private static Exception tried(Callable<?> work) {
        Exception last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                work.call();
                return null;
            } catch (Exception failed) {
                last = failed;
            }
        }
        return last;
    }

    private Verdict charging(Job job) {
        return RunsTwice.job("Charge", job).watching("gateway", gateway).explore();
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void isLost(Verdict verdict, String schedule) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString(schedule);
        assertThat(verdict.counterexamples().get(0).violation().kind())
                .isEqualTo(io.runstwice.judge.Violation.Kind.LOST_EFFECT);
    }

    @Test
    void acknowledgingAfterTheLastTry_losesTheEffect() {
        Verdict verdict = charging(delivery -> tried(() -> {
            charge("order-7");
            return null;
        }));

        isLost(verdict, "D1 partition of gateway from gateway POST /v1/charges #1");
        assertThat(verdict.toString()).contains("cut off from gateway: nothing arrives there any more");
    }

    @Test
    void throwingAfterTheLastTry_isSafe() {
        Verdict verdict = charging(delivery -> {
            Exception failed = tried(() -> {
                charge("order-7");
                return null;
            });
            if (failed != null) {
                throw failed;
            }
        });

        isSafe(verdict);
        assertThat(verdict.certificate())
                .contains("lost messages in every later delivery, also as an outage, and crashes after a lost message");
    }

    @Test
    void keyThatIsNewInEachTry_isDoubledByRepliesThatAllAreLost() {
        Verdict verdict = charging(delivery -> {
            int[] tries = {0};
            Exception failed = tried(() -> {
                charge("order-7-" + Math.min(1, tries[0]++));
                return null;
            });
            if (failed != null) {
                throw failed;
            }
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void databaseThatIsGoneForAllTries_losesTheEffectOfAJobThatGivesUp() {
        Database db = Database.watching(Postgres.database("outage", List.of("create table paid (id int primary key)")));
        Callable<?> insert = () -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                return statement.executeUpdate("insert into paid values (7) on conflict do nothing");
            }
        };

        isLost(
                RunsTwice.job("Pay", delivery -> tried(insert))
                        .watching("db", db)
                        .explore(),
                "D1 partition of db from db INSERT paid #1");
        isSafe(RunsTwice.job("Pay", delivery -> {
                    Exception failed = tried(insert);
                    if (failed != null) {
                        throw new SQLException(failed);
                    }
                })
                .watching("db", db)
                .explore());
    }
}
