package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import io.runstwice.world.Misuse;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Snapshot;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is lost between the tap and a service on a real network is what the harness imitates without one. */
@NeedsToxiproxy
class LinkedHttpTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpService.StripeLike elsewhere = HttpService.stripeLike();
    private final Snapshot empty = elsewhere.capture();
    private final Link link = Link.to(elsewhere.uri().getHost(), elsewhere.uri().getPort());

    @AfterEach
    void close() {
        link.close();
        elsewhere.close();
    }

    private HttpService.Proxied tap() {
        return HttpService.inFrontOf(elsewhere::uri)
                .resetBy(() -> elsewhere.restore(empty))
                .honoursIdempotencyKeys(Duration.ofHours(24))
                .silentFor(PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({"LOSE_REQUEST, 0", "LOSE_REPLY, 1", "LOSE_REPLY_IN_SILENCE, 1", "PROCEED, 1"})
    void lostMessage_isWhatIsImitated(Step step, int charges) {
        String real = charged(tap().through(link), step);

        assertThat(real).isEqualTo(charged(tap(), step)).contains("after " + charges + " charges");
    }

    /** What the client sees, what the service did, and what the next delivery sees. */
    private String charged(HttpService tap, Step step) {
        ScriptedGate gate = new ScriptedGate();
        elsewhere.restore(empty);
        tap.open("http", gate);
        try {
            gate.actFor(new ScriptedWorker("D1"));
            boolean silent = step == Step.LOSE_REPLY_IN_SILENCE;
            get(tap.uri());
            gate.script(step);
            String seen = post(tap.uri(), silent ? Duration.ofMillis(500) : PATIENCE);
            int after = elsewhere.records("charges").size();
            tap.endRun();
            gate.actFor(new ScriptedWorker("D2"));
            String later = post(tap.uri(), PATIENCE);
            assertThat(gate.doubts()).isEmpty();
            return seen + " after " + after + " charges, later " + later;
        } finally {
            tap.close();
        }
    }

    private void get(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/v1/charges")).build();
        try {
            client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private String post(URI uri, Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/v1/charges"))
                .timeout(patience)
                .POST(BodyPublishers.ofString("amount=1999"))
                .build();
        try {
            return ""
                    + HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode();
        } catch (IOException broken) {
            return broken.getClass().getName() + " " + broken.getMessage();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void serviceThatGivesNoReply_isDoubted() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5);
                Link there = Link.to("127.0.0.1", mute.getLocalPort())) {
            ScriptedGate gate = new ScriptedGate();
            HttpService.Proxied tap = HttpService.inFrontOf(() -> URI.create("http://127.0.0.1:" + mute.getLocalPort()))
                    .resetBy(() -> {})
                    .honoursIdempotencyKeys(Duration.ofHours(1))
                    .through(there);
            Thread closing = new Thread(() -> hangUp(mute));
            closing.start();
            tap.open("http", gate);
            gate.script(Step.LOSE_REPLY);
            gate.actFor(new ScriptedWorker("D1"));
            post(tap.uri(), PATIENCE);
            closing.join();
            tap.close();

            assertThat(gate.doubts()).anyMatch(doubt -> doubt.contains("the service gave none"));
        }
    }

    private static void hangUp(ServerSocket mute) {
        try (Socket client = mute.accept()) {
            client.getInputStream().read(new byte[100]);
        } catch (IOException closed) {
            throw new AssertionError(closed);
        }
    }

    @Test
    void linkThatLeadsElsewhere_isMisuse() {
        try (Link wrong = Link.to("127.0.0.1", 1)) {
            HttpService tap = tap().through(wrong);

            assertThatThrownBy(() -> tap.open("http", new ScriptedGate()))
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("Make it Link.to(");
        }
    }
}
