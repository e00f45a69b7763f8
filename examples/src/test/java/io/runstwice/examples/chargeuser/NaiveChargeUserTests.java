package io.runstwice.examples.chargeuser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.Replay;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What a user sees who annotates the naive job, and then pastes the replay line of the failure. */
class NaiveChargeUserTests {

    @Test
    void annotated_someNodeFails_andTellsTheStory() {
        assertThat(run("naive").failed().stream().map(NaiveChargeUserTests::message))
                .anyMatch(message -> message.contains("is not safe to run twice: double effect"));
    }

    @Test
    void replayLinePasted_runsJustThatSchedule() {
        Events tests = run("replayed");
        tests.assertStatistics(counts -> counts.started(1).failed(1));
        assertThat(tests.failed().stream().map(NaiveChargeUserTests::message))
                .singleElement()
                .asString()
                .contains("is not safe to run twice: double effect", "D1 crash after gateway POST /v1/charges #1; D2");
    }

    private static Events run(String method) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(TestCases.class, method))
                .execute()
                .testEvents();
    }

    private static String message(Event failed) {
        return failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
    }

    static class TestCases {

        @Watched
        static final Database db = Database.watching(() -> TestPostgres.database(TestCases.class));

        @Watched
        static final HttpService gateway = HttpService.stripeLike();

        @BeforeEach
        void ann() {
            db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        }

        @RunsTwiceSafely
        void naive() throws Exception {
            new BrokenChargeUserJob(db.dataSource(), gateway.uri()).perform(7, 1999);
        }

        @RunsTwiceSafely
        @Replay("D1 crash after gateway POST /v1/charges #1; D2")
        void replayed() throws Exception {
            new BrokenChargeUserJob(db.dataSource(), gateway.uri()).perform(7, 1999);
        }
    }
}
