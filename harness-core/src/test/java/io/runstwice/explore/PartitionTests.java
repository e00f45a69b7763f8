package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Misuse;
import io.runstwice.world.Snapshot;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers that a real network cuts off from a real database, a real service, or both. */
@NeedsToxiproxy
@Tag("exhaustive")
class PartitionTests {

    private final String url =
            Postgres.url("partitions", List.of("create table paid (id int)", "create table log (id int)"));
    private final Link link = linkTo(url.substring("jdbc:".length()));
    private final Database db = Database.at(url, "postgres", "").through(link);
    private final HttpService elsewhere = HttpService.stripeLike();
    private final Snapshot empty = elsewhere.capture();
    private final Link toService = linkTo(elsewhere.uri().toString());
    private final HttpService gateway = HttpService.inFrontOf(elsewhere::uri)
            .resetBy(() -> elsewhere.restore(empty))
            .honoursIdempotencyKeys(Duration.ofHours(24))
            .silentFor(Duration.ofMillis(50))
            .through(toService);
    private final List<String> felt = new ArrayList<>();

    private static Link linkTo(String address) {
        URI uri = URI.create(address);
        return Link.to(uri.getHost(), uri.getPort());
    }

    @AfterEach
    void end() {
        link.close();
        toService.close();
        elsewhere.close();
    }

    private RunsTwice job(Job job) {
        return RunsTwice.job("TestJob", job)
                .watching("db", db)
                .within(Bounds.standard().oneAtATime());
    }

    private void pay() throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into paid select 1 where not exists (select 1 from paid)");
            connection.commit();
        }
    }

    /** Tries again on a new connection, and then takes it for done. */
    private void payOrForget() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                pay();
                return;
            } catch (SQLException failure) {
                felt.add(failure.getSQLState());
            }
        }
    }

    @Test
    void jobThatGivesUpQuietly_losesItsEffectOnlyWhenCutOff() {
        Verdict verdict = job(delivery -> payOrForget()).explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples())
                .extracting(example -> example.schedule().toString())
                .containsExactly(
                        "D1 partition of db from db INSERT paid #1",
                        "D1 reply partition of db from db INSERT paid #1",
                        "D1 partition of db from db COMMIT #1");
        assertThat(verdict.counterexamples().get(0).story())
                .contains("cut off from db: nothing arrives there any more");
        assertThat(felt).contains("08006", "08001");
    }

    @Test
    void jobThatFailsLoudly_isSafeWhereverItIsCutOff() {
        Verdict verdict = job(delivery -> pay()).explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .contains("cut off from db at 2 interactions of the first delivery", "really lost")
                .doesNotContain("a partition of the network");
    }

    @Test
    void schedule_withPartition_replaysOverTwoDeliveries() {
        Verdict verdict = job(delivery -> pay())
                .replay(Schedule.parse("D1 reply partition of db from db COMMIT #1; D2 partition of db; D3"))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void serviceAndDatabase_areCutOffTogether() {
        Verdict verdict = job(delivery -> {
                    charge(gateway.uri());
                    pay();
                })
                .watching("gateway", gateway)
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("cut off from db, gateway at 3 interactions of the first delivery");
    }

    @Test
    void jobThatForgivesAMissingNote_paysAgainWhenTheQueueHearsNothingEither() {
        Verdict verdict = job(delivery -> {
                    execute("insert into paid select 1 where not exists (select 1 from log)");
                    note();
                })
                .explore();

        assertThat(schedules(verdict))
                .contains("D1 partition of db from db INSERT log #1 and acknowledgement lost; D2");
    }

    @Test
    void jobThatGivesUpQuietlyTheSecondTime_losesItsEffectWhenThePartitionLasts() {
        Verdict verdict = job(delivery -> {
                    try {
                        pay();
                    } catch (SQLException failure) {
                        if (!delivery.redelivered()) {
                            throw failure;
                        }
                    }
                })
                .explore();

        assertThat(schedules(verdict))
                .containsExactly(
                        "D1 partition of db from db INSERT paid #1; D2 partition of db",
                        "D1 reply partition of db from db INSERT paid #1; D2 reply partition of db",
                        "D1 partition of db from db COMMIT #1; D2 partition of db",
                        "D1 crash before db INSERT paid #1; D2 lost request of db INSERT paid #1",
                        "D1 crash before db INSERT paid #1; D2 lost reply of db INSERT paid #1",
                        "D1 crash before db INSERT paid #1; D2 lost request of db COMMIT #1");
    }

    @Test
    void jobThatNotesWhatItCouldNotDo_losesBothWhenBothAreCutOff() {
        Verdict verdict = job(delivery -> {
                    pay();
                    try {
                        charge(gateway.uri());
                    } catch (IOException failure) {
                        note();
                    }
                })
                .watching("gateway", gateway)
                .explore();

        assertThat(schedules(verdict)).contains("D1 partition of gateway, db from gateway POST /v1/charges #1");
    }

    private static List<String> schedules(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        return verdict.counterexamples().stream()
                .map(example -> example.schedule().toString())
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void note() {
        try {
            execute("insert into log select 1 where not exists (select 1 from log)");
        } catch (SQLException failure) {
            felt.add(failure.getSQLState());
        }
    }

    @Test
    void linkedResourceThatIsNotTouched_isMisuse() {
        assertThatThrownBy(() ->
                        job(delivery -> pay()).watching("gateway", gateway).explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("nothing flows through the link of gateway");
    }

    @Test
    void partitionOfSomethingThatIsNotWatched_isMisuse() {
        Database straight = Database.at(url, "postgres", "");

        assertThatThrownBy(() -> RunsTwice.job("TestJob", delivery -> pay())
                        .watching("db", straight)
                        .replay(Schedule.parse("D1 partition of ledger; D2"))
                        .explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("cuts a worker off from ledger, which is not watched. Watched are db");
    }

    private static void charge(URI uri) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) uri.resolve("/v1/charges").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setConnectTimeout(20_000);
        connection.setReadTimeout(20_000);
        connection.setRequestProperty("Idempotency-Key", "k");
        connection.setRequestProperty("Connection", "close");
        connection.getOutputStream().write("amount=1999".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (connection.getResponseCode() != 200) {
            throw new IOException("refused");
        }
    }
}
