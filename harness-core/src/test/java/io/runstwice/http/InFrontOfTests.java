package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.runstwice.http.wire.PlainJson;
import io.runstwice.http.wire.RawClient;
import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Effect;
import io.runstwice.world.Reply;
import io.runstwice.world.Row;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tap before a service that runs elsewhere: here mostly another double, which knows nothing of the exploration. */
class InFrontOfTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final HttpService.StripeLike elsewhere = HttpService.stripeLike();
    private final Snapshot empty = elsewhere.capture();
    private HttpService.Proxied service = HttpService.inFrontOf(elsewhere::uri).resetBy(() -> elsewhere.restore(empty));
    private Rest rest;

    @BeforeEach
    void declare() {
        service.honoursIdempotencyKeys(Duration.ofHours(24));
    }

    @AfterEach
    void close() {
        service.close();
        elsewhere.close();
    }

    @Test
    void request_isForwardedOnceAndItsReplyGivenBack() throws IOException {
        explore();

        Rest.Got charge = rest.post("/v1/charges", "amount=1999", "k");
        Rest.Got again = rest.post("/v1/charges", "amount=1999", "k");

        assertThat(charge.field("id")).isEqualTo("ch_1");
        assertThat(again.headers()).containsKey("Idempotent-Replayed");
        assertThat(elsewhere.records("charges")).hasSize(1);
        assertThat(rest.get("/v1/charges/ch_1").field("amount")).isEqualTo(1999L);
        assertThat(gate.labels()).containsExactly("POST /v1/charges", "POST /v1/charges", "GET /v1/charges/{id}");
        assertThat(gate.replies())
                .containsExactly(
                        new Reply("200 ch_1", Effect.DURABLE),
                        new Reply("200 ch_1", Effect.REMEMBERED),
                        new Reply("200 ch_1", Effect.NONE));
    }

    @Test
    void requestThatWasNotRefused_isARow() throws IOException {
        explore();

        rest.post("/v1/charges", "amount=1999&status=x", "k");
        rest.post("/v1/charges", "amount=1999&status=x", "k");
        rest.post("/v1/charges", "amount=-1");
        rest.get("/v1/charges");

        Table charges = service.observe().tables().get(0);
        assertThat(service.observe().tables()).hasSize(1);
        assertThat(charges.name()).isEqualTo("/v1/charges");
        assertThat(charges.ledger()).isTrue();
        assertThat(charges.columns())
                .containsExactly(
                        Column.of("method", Kind.VALUE),
                        Column.of("path", Kind.VALUE),
                        Column.of("amount", Kind.NUMBER),
                        Column.of("body.status", Kind.VALUE),
                        Column.of("status", Kind.NUMBER),
                        Column.of("reply", Kind.REMARK),
                        Column.of("idempotency_key", Kind.REMARK));
        assertThat(charges.rows()).containsExactly(Row.of("POST", "/v1/charges", "1999", "x", "200", "200 ch_1", "k"));
    }

    @Test
    void keyOlderThanItsTtl_isANewRow() throws IOException {
        explore();

        rest.post("/v1/charges", "amount=1999", "k");
        assertThat(service.capture().memory().tables()).extracting(Table::name).contains("remembered keys");
        gate.pass(Duration.ofHours(24));
        assertThat(service.capture().memory().tables()).extracting(Table::name).doesNotContain("remembered keys");
        rest.post("/v1/charges", "amount=1999", "k");

        assertThat(service.observe().tables().get(0).rows()).hasSize(2);
        assertThat(service.remarks())
                .contains("assumes that the service acts once for each Idempotency-Key at an endpoint and remembers it "
                        + "for 24 h of the controlled clock");
    }

    @Test
    void bodiesOfOtherTypes_areKept() throws IOException {
        explore();

        rest.postJson("/v1/notes", "{\"text\": \"a\", \"size\": 2, \"password\": \"p\"}");
        rest.send("PUT", "/v1/notes/no_1", "plain", Map.of("Content-Type", "text/plain"));
        rest.send("DELETE", "/v1/notes/no_1", null, Map.of());

        Table notes = service.observe().tables().get(0);
        assertThat(notes.rows()).containsExactly(Row.of("POST", "/v1/notes", "a", "2", "p", "200", "200 no_1", null));
        assertThat(service.observe().tables().get(1).rows())
                .extracting(row -> row.cells().get(0) + " " + row.cells().get(2))
                .containsExactly("PUT plain", "DELETE null");
    }

    @Test
    void restored_resetsTheServiceAndItsLedger() throws IOException {
        explore();
        Snapshot first = service.capture();
        rest.post("/v1/charges", "amount=1999", "k");
        service.restore(first);

        assertThat(elsewhere.records("charges")).isEmpty();
        assertThat(service.observe()).isEqualTo(State.empty());
        assertThat(service.restoresAny()).isFalse();
        rest.post("/v1/charges", "amount=1999", "k");
        assertThat(service.observe().tables().get(0).rows()).hasSize(1);
    }

    @Test
    void observed_isWhatTheTestShows() throws IOException {
        service.observedBy(() -> PlainJson.write(Map.of("charges", elsewhere.records("charges"))));
        explore();

        rest.post("/v1/charges", "amount=1999");

        Table charges = service.observe().tables().get(0);
        assertThat(charges.resource() + " " + charges.name()).isEqualTo("gateway charges");
        assertThat(charges.columns())
                .contains(new Column("id", Kind.GENERATED, true, null), Column.of("amount", Kind.NUMBER));
        assertThat(charges.rows().get(0).cells()).contains("ch_1", "1999", "succeeded");
        assertThat(service.capture().memory().tables()).extracting(Table::name).contains("/v1/charges", "charges");
    }

    @Test
    void observedArray_isATableWithTimes() {
        service.observedBy(
                () -> "[{\"id\": 7, \"at\": \"2026-01-01T00:00:00Z\", \"n\": null}, {\"id\": 8, \"at\": null}]");
        explore();

        Table records = service.observe().tables().get(0);
        assertThat(records.columns())
                .containsExactly(
                        new Column("id", Kind.GENERATED, true, null),
                        Column.of("n", Kind.VALUE),
                        Column.of("at", Kind.TIME));
        assertThat(records.rows())
                .containsExactly(Row.of("7", null, Instant.parse("2026-01-01T00:00:00Z")), Row.of("8", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "7", "{\"a\": 1}", "no json", "[{}] x"})
    void observedOtherwise_isMisuse(String json) {
        service.observedBy(() -> json);
        explore();

        assertThatThrownBy(service::observe)
                .hasMessageContaining("observedBy(...) of 'gateway' needs a JSON array of objects");
    }

    @Test
    void lostMessages_areLostBeforeAndAfterTheService() throws IOException {
        explore();
        gate.script(Step.LOSE_REQUEST);
        try (RawClient client = new RawClient(service.uri())) {
            client.send("POST /v1/charges HTTP/1.1\nContent-Length: 11\n\namount=1999");
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(elsewhere.records("charges")).isEmpty();
        gate.script(Step.LOSE_REPLY);
        try (RawClient client = new RawClient(service.uri())) {
            client.send("POST /v1/charges HTTP/1.1\nContent-Length: 11\n\namount=1999");
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(elsewhere.records("charges")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void serviceThatCloses_isAskedOnceAndTheRunDoubted(String method) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        Thread server;
        try (ServerSocket closing = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            server = new Thread(() -> closeAll(closing, connections));
            server.start();
            before(URI.create("http://127.0.0.1:" + closing.getLocalPort()));
            try (RawClient client = new RawClient(service.uri())) {
                client.send(method + " /v1/charges HTTP/1.1\nContent-Length: 0\n\n");
                assertThat(client.read()).isEqualTo(-1);
            }
        }
        server.join();
        assertThat(connections).hasValue(1);
        assertThat(gate.doubts()).singleElement().asString().contains("got no answer from the service");
    }

    @Test
    void serverOfTheJdk_isUnderstood() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/base/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .add("X-Query", exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(202, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            before(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/"));
            Rest.Got got = rest.post("/echo?a=%20b", "x".repeat(100_000));

            assertThat(got.status()).isEqualTo(202);
            assertThat(got.body()).hasSize(100_000);
            assertThat(got.headers()).containsEntry("X-query", List.of("a=%20b"));
        } finally {
            server.stop(0);
        }
    }

    private void before(URI uri) {
        service = HttpService.inFrontOf(() -> uri).resetBy(() -> {}).honoursIdempotencyKeys(Duration.ofHours(1));
        explore();
    }

    private void explore() {
        service.open("gateway", gate);
        rest = new Rest(service.uri());
    }

    private static void closeAll(ServerSocket server, AtomicInteger connections) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    connections.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
