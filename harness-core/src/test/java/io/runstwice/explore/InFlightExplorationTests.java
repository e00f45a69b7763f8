package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.http.HttpService;
import io.runstwice.run.Notebook;
import io.runstwice.schedule.Schedule;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A second request under a key while the first one is being worked on. */
class InFlightExplorationTests {

    private final HttpService gateway = HttpService.stripeLike();

    private RunsTwice job() {
        return RunsTwice.job("Charge", delivery -> post(gateway.uri())).watching("gateway", gateway);
    }

    @Test
    void conflictTakenForAFailure_isFoundWhileTheFirstCopyIsInFlight() {
        Notebook notebook = new Notebook();
        Verdict verdict = RunsTwice.job("Charge", delivery -> {
                    if (send(gateway.uri()) == 409) {
                        notebook.write("failed");
                    }
                })
                .watching("gateway", gateway)
                .watching(notebook)
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause in flight of gateway POST /v1/charges #1; copy D2; D1");
    }

    private static void post(URI gateway) throws IOException {
        int status = send(gateway);
        if (status >= 300) {
            throw new IOException("gateway answered " + status);
        }
    }

    private static int send(URI gateway) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) gateway.resolve("/v1/charges").toURL().openConnection();
        request.setRequestMethod("POST");
        request.setRequestProperty("Idempotency-Key", "invoice-42");
        request.setDoOutput(true);
        request.getOutputStream().write("amount=1999&currency=usd".getBytes(StandardCharsets.UTF_8));
        int status = request.getResponseCode();
        (status < 400 ? request.getInputStream() : request.getErrorStream()).close();
        return status;
    }

    private String story(String schedule) {
        Verdict verdict = job().replay(Schedule.parse(schedule)).explore();
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        return verdict.certificate();
    }

    @Test
    void keyedRequest_isSafeInEveryOrderAlsoInFlight() {
        Verdict verdict = job().explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }

    @Test
    void heldInFlight_fitsTheJob() {
        assertThat(story("D1 pause in flight of gateway POST /v1/charges #1; copy D2; D1; D3"))
                .contains("copy D2");
    }

    @Test
    void killedInFlight_takesEffectAllTheSame() {
        assertThat(story("D1 pause in flight of gateway POST /v1/charges #1; copy D2;"
                        + " D1 crash after gateway POST /v1/charges #1; D3; D4"))
                .contains("D4");
    }
}
