package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.ScriptedWorker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often each client sends one POST, by what it meets and whether the connection was used before. What a client does
 * by itself is its own; the tap books what arrives, and marks what comes again.
 */
class ClientsTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedWorker worker = new ScriptedWorker("D1");
    /** A client that meets silence gives up by itself: the service is silent for longer than any client waits. */
    private final HttpService.StripeLike service = HttpService.stripeLike().silentFor(Duration.ofSeconds(30));

    /** The first request loads hundreds of classes, which may take longer than a client waits. */
    @BeforeAll
    static void warmUp() throws IOException {
        HttpService.StripeLike cold = HttpService.stripeLike();
        new Rest(cold.uri()).post("/v1/charges", "amount=1999");
        cold.close();
    }

    @BeforeEach
    void open() {
        service.open("gateway", gate);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothingLost_isOnePost(Clients client) throws Exception {
        client.post(uri(client, true));

        assertThat(posts()).containsExactly("POST /v1/charges");
        assertThat(charges()).isEqualTo(1);
    }

    /** Sent: how many POSTs passed the gate. Charged: how many charges were booked. */
    @ParameterizedTest
    @CsvSource({
        // client, loss, connection used before, sent, charged
        "HTTP_URL_CONNECTION, LOSE_REQUEST, false, 2, 1",
        "HTTP_URL_CONNECTION, LOSE_REQUEST, true, 2, 1",
        "HTTP_URL_CONNECTION, LOSE_REPLY, false, 2, 2",
        "HTTP_URL_CONNECTION, LOSE_REPLY, true, 2, 2",
        "HTTP_URL_CONNECTION, LOSE_REPLY_IN_SILENCE, false, 1, 1",
        "HTTP_URL_CONNECTION, LOSE_REPLY_IN_SILENCE, true, 1, 1",
        "JAVA_NET_HTTP, LOSE_REQUEST, false, 1, 0",
        "JAVA_NET_HTTP, LOSE_REQUEST, true, 1, 0",
        "JAVA_NET_HTTP, LOSE_REPLY, false, 1, 1",
        "JAVA_NET_HTTP, LOSE_REPLY, true, 1, 1",
        "JAVA_NET_HTTP, LOSE_REPLY_IN_SILENCE, false, 1, 1",
        "JAVA_NET_HTTP, LOSE_REPLY_IN_SILENCE, true, 1, 1",
        "OKHTTP, LOSE_REQUEST, false, 1, 0",
        "OKHTTP, LOSE_REQUEST, true, 2, 1",
        "OKHTTP, LOSE_REPLY, false, 1, 1",
        "OKHTTP, LOSE_REPLY, true, 2, 2",
        "OKHTTP, LOSE_REPLY_IN_SILENCE, false, 1, 1",
        "OKHTTP, LOSE_REPLY_IN_SILENCE, true, 1, 1",
        "APACHE, LOSE_REQUEST, false, 1, 0",
        "APACHE, LOSE_REQUEST, true, 1, 0",
        "APACHE, LOSE_REPLY, false, 1, 1",
        "APACHE, LOSE_REPLY, true, 1, 1",
        "APACHE, LOSE_REPLY_IN_SILENCE, false, 1, 1",
        "APACHE, LOSE_REPLY_IN_SILENCE, true, 1, 1",
        "STRIPE_JAVA, LOSE_REQUEST, false, 2, 1",
        "STRIPE_JAVA, LOSE_REQUEST, true, 2, 1",
        "STRIPE_JAVA, LOSE_REPLY, false, 2, 1",
        "STRIPE_JAVA, LOSE_REPLY, true, 2, 1",
        "STRIPE_JAVA, LOSE_REPLY_IN_SILENCE, false, 1, 1",
        "STRIPE_JAVA, LOSE_REPLY_IN_SILENCE, true, 1, 1",
    })
    void lostMessage_isSentAsOftenAsTheClientDoes(Clients client, Step loss, boolean used, int sent, int charged)
            throws Exception {
        URI uri = uri(client, used);
        gate.script(loss);

        boolean failed = fails(client, uri);

        assertThat(posts()).hasSize(sent);
        assertThat(charges()).isEqualTo(charged);
        assertThat(failed).isEqualTo(sent == 1);
        List<String> marked = new ArrayList<>(List.of("POST /v1/charges"));
        if (sent == 2) {
            marked.add("POST /v1/charges (sent again by the client)");
        }
        assertThat(posts()).isEqualTo(marked);
        assertThat(gate.notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void killedBefore_addsNoPost(Clients client) throws Exception {
        for (boolean used : new boolean[] {false, true}) {
            killed(client, used, Step.KILL_BEFORE, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedAfter_addsNoPost(Clients client) throws Exception {
        for (boolean used : new boolean[] {false, true}) {
            killed(client, used, Step.KILL_AFTER, 1);
        }
    }

    /** The worker's code may go on as long as it likes: nothing of it arrives. */
    private void killed(Clients client, boolean used, Step step, int charged) throws Exception {
        ScriptedWorker victim = new ScriptedWorker("D1");
        gate.actFor(victim);
        URI uri = service.uri();
        gate.actFor(null);
        if (used) {
            client.get(uri);
        }
        int before = charges();
        int sent = posts().size();
        gate.script(step);

        assertThatThrownBy(() -> client.post(uri)).isInstanceOf(Exception.class);
        service.end(victim);
        assertThatThrownBy(() -> client.post(uri)).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> client.get(uri)).isInstanceOf(Exception.class);

        assertThat(posts()).hasSize(sent + charged);
        assertThat(charges()).isEqualTo(before + charged);
        service.endRun();
    }

    @Test
    void sharedClient_neverCarriesAConnectionIntoAnotherDelivery() throws Exception {
        for (Clients client : Clients.values()) {
            ScriptedWorker first = new ScriptedWorker("D1");
            gate.actFor(first);
            client.post(service.uri());
            gate.script(Step.KILL_AFTER);
            URI dying = service.uri();
            gate.actFor(null);
            assertThatThrownBy(() -> client.post(dying)).isInstanceOf(Exception.class);
            service.end(first);
            service.endRun();
            ScriptedWorker second = new ScriptedWorker("D2");
            gate.actFor(second);
            client.post(service.uri());
            gate.actFor(null);

            assertThat(gate.passed().get(gate.passed().size() - 1).owner()).isSameAs(second);
        }
    }

    private URI uri(Clients client, boolean used) throws Exception {
        gate.actFor(worker);
        URI uri = service.uri();
        gate.actFor(null);
        if (used) {
            client.get(uri);
        }
        return uri;
    }

    private static boolean fails(Clients client, URI uri) {
        try {
            client.post(uri);
            return false;
        } catch (Exception failure) {
            return true;
        }
    }

    private List<String> posts() {
        return gate.details().stream()
                .filter(detail -> detail.startsWith("POST"))
                .toList();
    }

    private int charges() {
        return service.records("charges").size();
    }
}
