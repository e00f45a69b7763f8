package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.http.wire.RawClient;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Worker;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two workers live at once, with a client each or one that they share. */
class TwoWorkersTests {

    private static final int REQUESTS = 20;
    private static final String GET = "GET /v1/charges HTTP/1.1\n\n";
    private static final String POST = "POST /v1/charges HTTP/1.1\nContent-Length: 11\n\namount=1999";

    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedWorker one = new ScriptedWorker("D1");
    private final ScriptedWorker two = new ScriptedWorker("D2");
    private final HttpService.StripeLike service = HttpService.stripeLike();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @BeforeEach
    void open() {
        service.open("gateway", gate);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        service.close();
    }

    /** Each client is one object for both workers, with whatever pool of connections it has. */
    @ParameterizedTest
    @EnumSource
    void requestsAtOnceThroughOneClient_belongToTheWorkerWhoseListenerWasAddressed(Clients client) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        List<Future<Object>> done = List.of(
                threads.submit(requests(client, uri(one), both)), threads.submit(requests(client, uri(two), both)));
        for (Future<Object> each : done) {
            each.get();
        }

        assertThat(of(one)).hasSize(2 * REQUESTS);
        assertThat(of(two)).hasSize(2 * REQUESTS);
        assertThat(gate.passed()).hasSize(4 * REQUESTS);
        assertThat(service.records("charges")).hasSize(2 * REQUESTS);
        assertThat(gate.details()).noneMatch(detail -> detail.contains("sent again"));
    }

    @ParameterizedTest
    @EnumSource
    void deathOfOneWorker_leavesTheOtherAndItsConnectionsAlone(Clients client) throws Exception {
        client.get(uri(one));
        client.get(uri(two));
        one.die();
        service.end(one);

        assertThatThrownBy(() -> client.post(uri(one))).isInstanceOf(Exception.class);
        client.post(uri(two));

        assertThat(of(two)).hasSize(2);
        assertThat(of(one)).hasSize(1);
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void listeners_areOneForEachWorkerAndStayTheSame() {
        URI first = uri(one);

        assertThat(uri(two)).isNotEqualTo(first);
        assertThat(uri(one)).isEqualTo(first);
        assertThat(uri(null)).isNotIn(first, uri(two));
    }

    @Test
    void keptAliveConnections_endWithTheirOwnWorkerOnly() throws IOException {
        try (RawClient ofOne = new RawClient(uri(one)).send(GET);
                RawClient ofTwo = new RawClient(uri(two)).send(GET)) {
            ofOne.answer("GET");
            ofTwo.answer("GET");
            one.die();
            service.end(one);

            assertThat(ended(ofOne)).isTrue();
            assertThat(ofTwo.send(POST).answer("POST").status()).isEqualTo(200);
        }
    }

    /** Kept alive they would lead into another delivery, and end under it when their first worker dies. */
    @Test
    void connectionsToTheCommonListener_serveOneRequest_andEndWithTheirOwnWorkerOnly() throws IOException {
        URI common = uri(null);
        try (RawClient ofOne = new RawClient(common);
                RawClient ofTwo = new RawClient(common);
                RawClient ofTwoAgain = new RawClient(common)) {
            inTurnOf(one, () -> {
                ofOne.send(GET).answer("GET");
                assertThat(ended(ofOne)).isTrue();
            });
            inTurnOf(two, () -> {
                ofTwo.send(GET).answer("GET");
                one.die();
                service.end(one);
                assertThat(ended(ofTwo)).isTrue();
                assertThat(ofTwoAgain.send(POST).answer("POST").status()).isEqualTo(200);
            });
        }
        assertThat(of(two)).hasSize(2);
    }

    @Test
    void sameRequestOfTheOtherWorkerOnASharedListener_isNoResend() throws IOException {
        URI common = uri(null);
        gate.script(Step.LOSE_REPLY);
        try (RawClient ofOne = new RawClient(common);
                RawClient ofTwo = new RawClient(common)) {
            inTurnOf(one, () -> {
                assertThat(ended(ofOne.send(POST))).isTrue();
            });
            inTurnOf(two, () -> {
                ofTwo.send(POST).answer("POST");
            });
        }

        assertThat(gate.details()).containsExactly("POST /v1/charges", "POST /v1/charges");
    }

    @Test
    void oneHttpClientForBoth_keepsTheirConnectionsApart() throws Exception {
        HttpClient shared = HttpClient.newHttpClient();
        for (int i = 0; i < 3; i++) {
            for (Worker worker : List.of(one, two)) {
                shared.send(
                        java.net.http.HttpRequest.newBuilder(uri(worker).resolve("/v1/charges"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
            }
        }

        assertThat(gate.passed()).extracting(ScriptedGate.Passed::owner).containsExactly(one, two, one, two, one, two);
    }

    private interface Requests {
        void send() throws IOException;
    }

    private void inTurnOf(Worker worker, Requests requests) throws IOException {
        ScriptedGate.OwnedByTurn turn = gate.turnOf(worker);
        try {
            requests.send();
        } finally {
            turn.close();
        }
    }

    private Callable<Object> requests(Clients client, URI uri, CyclicBarrier both) {
        return () -> {
            for (int i = 0; i < REQUESTS; i++) {
                both.await();
                client.get(uri);
                client.post(uri);
            }
            return "done";
        };
    }

    private List<ScriptedGate.Passed> of(Worker worker) {
        return gate.passed().stream().filter(passed -> passed.owner() == worker).toList();
    }

    private URI uri(Worker asking) {
        gate.actFor(asking);
        try {
            return service.uri();
        } finally {
            gate.actFor(null);
        }
    }

    private static boolean ended(RawClient client) throws IOException {
        try {
            return client.read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }
}
