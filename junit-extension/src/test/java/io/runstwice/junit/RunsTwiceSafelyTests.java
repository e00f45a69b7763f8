package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The main job: a test for each way in which the message may come again. */
class RunsTwiceSafelyTests {

    private static final List<String> NODES_OF_ONE_INSERT = List.of(
            "one delivery, no fault",
            "acknowledgement lost: run again after success",
            "crash before db INSERT charges #1",
            "crash after db INSERT charges #1",
            "lost request of db INSERT charges #1",
            "lost reply of db INSERT charges #1",
            "any number of crashes",
            "two copies at once",
            "visibility lapsed",
            "a fault while two copies overlap");

    @Test
    void jobThatChargesAgain_isRedAtEveryPointAfterTheInsert() {
        Results results = TestKit.run(ChargesAgainTestCases.class);

        assertThat(results.tests()).containsExactlyElementsOf(NODES_OF_ONE_INSERT);
        assertThat(results.passed())
                .containsExactly(
                        "one delivery, no fault",
                        "crash before db INSERT charges #1",
                        "lost request of db INSERT charges #1");
    }

    @Test
    void violation_isToldInFullOnceAndReferredToInOneLineAfterThat() {
        List<Throwable> failures =
                List.copyOf(TestKit.run(ChargesAgainTestCases.class).failures().values());

        assertThat(failures).hasSizeGreaterThan(2).allSatisfy(failure -> assertThat(failure)
                .isExactlyInstanceOf(AssertionFailedError.class));
        assertThat(failures.get(0))
                .hasMessageStartingWith("ChargesAgainTestCases.job is not safe to run twice: double effect")
                .hasMessageContaining("replay     @Replay(\"D1 acknowledgement lost");
        assertThat(failures.subList(1, failures.size())).allSatisfy(failure -> assertThat(failure.getMessage())
                .startsWith("same violation as \"acknowledgement lost: run again after success\"; replay @Replay(\"D1")
                .doesNotContain("\n"));
    }

    @Test
    void jobThatChargesOnce_isGreenAndPublishesWhatThatMeans() {
        Results results = TestKit.run(ChargesOnceTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.passed()).containsExactlyElementsOf(NODES_OF_ONE_INSERT);
        assertThat(results.published("certificate"))
                .hasSameSizeAs(NODES_OF_ONE_INSERT)
                .allSatisfy(certificate -> assertThat(certificate)
                        .startsWith("ChargesOnceTestCases.job ")
                        .as("one node alone proves less than the whole")
                        .doesNotContain("is safe to run twice"));
    }

    @Test
    void boundThatDoesNotFit_isRedIfTheTestAsksForAllOfIt() {
        assertThat(TestKit.run(OnceCompletelyTestCases.class).failures()).isEmpty();
        assertThat(TestKit.run(OnceWithTooSmallABoundTestCases.class).failures().values())
                .anySatisfy(failure -> assertThat(failure).hasMessageContaining("though this test asks for all"));
    }

    @Test
    void messageWithNothingToDo_isGreenIfItIsSaidToHaveNone() {
        Results said = TestKit.run(NothingToDoTestCases.class);

        assertThat(said.failures()).isEmpty();
        assertThat(said.published("certificate"))
                .first()
                .asString()
                .contains("a delivery changes nothing, as the test says");
        assertThat(TestKit.run(NothingToDoUnsaidTestCases.class).failures().values())
                .singleElement()
                .asString()
                .contains("the job changed nothing that is watched", "changesNothing()");
    }

    @Test
    void keyThatTheGatewayForgets_isFoundWhenRedeliveriesComeLaterThanThat() {
        Results within = TestKit.run(KeyedTestCases.class);
        Results later = TestKit.run(KeyedFor25HoursTestCases.class);

        assertThat(within.failures()).isEmpty();
        assertThat(later.tests()).isEqualTo(within.tests());
        assertThat(later.failures().values()).isNotEmpty().first().asString().contains("double effect", "25h later");
    }

    static class ChargesAgainTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::postgres);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely
        void job() {
            Jobs.chargeAgain(db.dataSource());
        }
    }

    static class ChargesOnceTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::postgres);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class NothingToDoTestCases extends ChargesOnceTestCases {

        @BeforeEach
        void charged() {
            Jobs.chargeOnce(db.dataSource());
        }

        @Override
        @RunsTwiceSafely(changesNothing = true)
        void job() {
            super.job();
        }
    }

    static class NothingToDoUnsaidTestCases extends NothingToDoTestCases {

        @Override
        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class OnceCompletelyTestCases extends ChargesOnceTestCases {

        @Override
        @RunsTwiceSafely(complete = true)
        void job() {
            super.job();
        }
    }

    static class OnceWithTooSmallABoundTestCases extends ChargesOnceTestCases {

        @Override
        @RunsTwiceSafely(complete = true, schedules = 5)
        void job() {
            super.job();
        }
    }

    static class KeyedTestCases {

        @Watched
        static final HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));

        @RunsTwiceSafely(copies = 1, preemptions = 0)
        void job() throws IOException, InterruptedException {
            charge(gateway.uri(), Map.of("Idempotency-Key", "invoice-42"));
        }
    }

    static class KeyedFor25HoursTestCases extends KeyedTestCases {

        @Override
        @RunsTwiceSafely(redeliveredWithin = "25 hours", copies = 1, preemptions = 0)
        void job() throws IOException, InterruptedException {
            super.job();
        }
    }

    private static void charge(URI gateway, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/v1/charges"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("amount=1999&currency=eur"));
        headers.forEach(request::header);
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the gateway answered " + response.statusCode());
        }
    }
}
