package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.http.HttpService;
import io.runstwice.run.Notebook;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A service that recognises a request when the job makes it for the first time has nothing done, so nothing of it is
 * checked.
 */
class AnsweredFromMemoryTests {

    private static final String SAID =
            "gateway answered POST /v1/charges from memory before any request had asked for it";

    private final HttpService.StripeLike gateway =
            HttpService.stripeLike().silentFor(Duration.ofMillis(20)).forgettingKeysAfter(Duration.ofDays(30));
    private final Notebook notebook = new Notebook();

    private void post(String key) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) gateway.uri().resolve("/v1/charges").toURL().openConnection();
        request.setRequestMethod("POST");
        request.setRequestProperty("Idempotency-Key", key);
        request.setDoOutput(true);
        request.getOutputStream().write("amount=1999&currency=usd".getBytes(StandardCharsets.UTF_8));
        if (request.getResponseCode() != 200) {
            throw new IOException("the gateway answered " + request.getResponseCode());
        }
        request.getInputStream().close();
    }

    private Verdict explore(String usedBefore, String... keys) {
        return RunsTwice.job("Charge", delivery -> {
                    for (String key : keys) {
                        post(key);
                    }
                    notebook.writeUnlessThere("charged");
                })
                .given(() -> post(usedBefore))
                .watching("gateway", gateway)
                .watching(notebook)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @Test
    void keyThatTheSetUpUsed_isSaid() {
        Verdict verdict = explore("invoice-42", "invoice-42");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains(SAID);
    }

    @Test
    void keyOfItsOwn_isNotSaid() {
        assertThat(explore("invoice-41", "invoice-42").certificate()).doesNotContain("from memory");
    }

    @Test
    void keyThatTheDeliveryItselfUsesTwice_isNotSaid() {
        assertThat(explore("invoice-41", "invoice-42", "invoice-42").certificate())
                .doesNotContain("from memory");
    }

    @Test
    void keyThatTheGatewayForgetsMeanwhile_isWhyBaselinesDiffer() {
        gateway.forgettingKeysAfter(Duration.ofHours(24));

        assertThat(explore("invoice-42", "invoice-42").reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("1 rows after the first run and 2 after another one", SAID));
    }

    @Test
    void nothingElseDone_isWhyNothingWasChanged() {
        Verdict verdict = RunsTwice.job("Charge", delivery -> post("invoice-42"))
                .given(() -> post("invoice-42"))
                .watching("gateway", gateway)
                .explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("the job changed nothing that is watched", SAID));
    }
}
