package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Altered;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Jobs of all kinds, over a real network and with the imitated one: same verdict, same counterexamples with the same
 * violations, and the job sees the same exceptions, class and SQLState, in the same order.
 */
@NeedsToxiproxy
@Tag("exhaustive")
class NetworksAgreeTests {

    private static final int STEPS = 2;

    /** Only the line before this one differs: it shows what the driver threw instead of what the server answered. */
    private static final String LOST = "✗ reply lost: it took effect";

    private final String url = Postgres.url("networks_agree", GeneratedJob.SCHEMA);
    private final HttpService.StripeLike elsewhere = HttpService.stripeLike();
    private final Snapshot empty = elsewhere.capture();
    private final Link toDatabase = linkTo(url.substring("jdbc:".length()));
    private final Link toService = linkTo(elsewhere.uri().toString());

    private static Link linkTo(String address) {
        URI uri = URI.create(address);
        return Link.to(uri.getHost(), uri.getPort());
    }

    @AfterEach
    void end() {
        toDatabase.close();
        toService.close();
        elsewhere.close();
    }

    private record Told(String verdict, List<String> felt) {}

    private Told explore(long seed, boolean linked) {
        Database db = Database.at(url, "postgres", "");
        HttpService.Proxied gateway = HttpService.inFrontOf(elsewhere::uri)
                .resetBy(() -> elsewhere.restore(empty))
                .honoursIdempotencyKeys(Duration.ofHours(24))
                .silentFor(Duration.ofMillis(20));
        if (linked) {
            db.through(toDatabase);
            gateway.through(toService);
        }
        List<String> felt = new ArrayList<>();
        Verdict verdict = RunsTwice.job(
                        "job " + seed,
                        delivery -> feeling(
                                felt, () -> new GeneratedJob(seed, STEPS).perform(db.dataSource(), gateway.uri())))
                .given(() -> db.execute(GeneratedJob.GIVEN))
                .watching("db", notCutOff(db))
                .watching("gateway", notCutOff(gateway))
                .within(Bounds.standard().oneAtATime().guard(Duration.ofMinutes(10)))
                .explore();
        return new Told(said(verdict), felt);
    }

    /** There is no imitation of a partition to compare with. */
    private static Resource notCutOff(Resource resource) {
        return Altered.of(
                resource, (question, arguments, real) -> question.getName().equals("isLinked") ? false : real.answer());
    }

    private interface Body {
        void perform() throws SQLException, IOException;
    }

    private static void feeling(List<String> felt, Body body) throws SQLException, IOException {
        try {
            body.perform();
        } catch (SQLException failure) {
            felt.add(failure.getClass().getName() + " " + failure.getSQLState() + " " + failure.getMessage());
            throw failure;
        } catch (IOException failure) {
            felt.add(failure.getClass().getName());
            throw failure;
        }
    }

    private static String said(Verdict verdict) {
        return "safe " + verdict.isSafe() + ", inconclusive " + verdict.reason() + ", "
                + verdict.coverage().explored() + " explored\n"
                + verdict.counterexamples().stream()
                        .map(example ->
                                example.schedule() + "\n" + example.violation().kind() + "\n" + alike(example.story()))
                        .collect(Collectors.joining("\n"));
    }

    private static String alike(String story) {
        List<String> lines = story.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(line -> line + 1 == lines.size() || !lines.get(line + 1).contains(LOST))
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
    }

    private void compare(LongStream seeds) {
        List<Told> real = new ArrayList<>();
        seeds.forEach(seed -> {
            Told over = explore(seed, true);
            assertThat(over).as("seed %s", seed).isEqualTo(explore(seed, false));
            real.add(over);
        });
        assertThat(real).anyMatch(told -> told.felt().stream().anyMatch(seen -> seen.contains("08006")));
    }

    @Test
    void generatedJobs_seeARealNetworkAsTheImitatedOne() {
        compare(LongStream.of(0));
    }

    @Test
    @Tag("proof")
    void manyGeneratedJobs_seeARealNetworkAsTheImitatedOne() {
        compare(LongStream.range(0, 200));
    }
}
