package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.http.wire.RawClient;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Worker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listeners, whose interaction a request is, death and silence. */
class HttpTapTests {

    private static final String POST = "POST /v1/charges HTTP/1.1\nContent-Length: 11\n\namount=1999";

    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedWorker worker = new ScriptedWorker("D1");
    private final HttpService.StripeLike service = HttpService.stripeLike();

    @BeforeEach
    void open() {
        service.open("gateway", gate);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void request_isOneInteractionOfTheWorkerThatAskedForTheUri() throws IOException {
        new Rest(uri(worker)).get("/v1/charges?limit=3");

        assertThat(gate.passed())
                .containsExactly(new ScriptedGate.Passed(
                        worker,
                        new Interaction(
                                "GET /v1/charges",
                                "GET /v1/charges?limit=3",
                                true,
                                EnumSet.of(Loss.REQUEST, Loss.REPLY, Loss.REPLY_IN_SILENCE)),
                        new Reply("200", Effect.NONE)));
    }

    @Test
    void uri_isTheWorkersOwnInsideADeliveryAndTheCommonOneElsewhere() throws IOException {
        URI own = uri(worker);
        URI other = uri(new ScriptedWorker("D2"));
        URI common = uri(null);

        assertThat(Set.of(own, other, common)).hasSize(3);
        assertThat(uri(worker)).isEqualTo(own);
        new Rest(common).get("/v1/charges");
        assertThat(gate.passed().get(0).owner()).isNull();
    }

    @Test
    void runEnded_closesTheWorkersListenerAndKeepsTheCommonOne() throws IOException {
        URI own = uri(worker);
        URI common = uri(null);
        service.endRun();

        assertThat(unreachable(own)).isTrue();
        assertThat(new Rest(common).get("/v1/charges").status()).isEqualTo(200);
        assertThat(uri(worker)).isNotEqualTo(own);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOSE_REQUEST", "LOSE_REPLY", "KILL_BEFORE", "KILL_AFTER"})
    void fault_closesWithoutOneByteOfAReply(Step fault) throws IOException {
        gate.script(fault);
        try (RawClient client = new RawClient(uri(worker))) {
            client.send(POST);

            assertThat(client.read()).isEqualTo(-1);
        }
        boolean acted = fault == Step.LOSE_REPLY || fault == Step.KILL_AFTER;
        assertThat(service.records("charges")).hasSize(acted ? 1 : 0);
    }

    @Test
    void deadWorkersListener_closesWhateverArrivesAndBooksNothing() throws IOException {
        URI own = uri(worker);
        try (RawClient idle = new RawClient(own).send("GET /v1/charges HTTP/1.1\n\n")) {
            idle.answer("GET");
            worker.die();
            service.end(worker);
            assertThat(ended(idle)).isTrue();
        }
        for (int i = 0; i < 5; i++) {
            try (RawClient late = new RawClient(own)) {
                assertThat(ended(late)).isTrue();
            }
        }
        assertThat(service.records("charges")).isEmpty();
        assertThat(gate.labels()).containsExactly("GET /v1/charges");
    }

    @Test
    void endedWorkerThatLives_keepsItsListener() throws IOException {
        URI own = uri(worker);
        service.end(worker);

        assertThat(new Rest(own).get("/v1/charges").status()).isEqualTo(200);
    }

    @Test
    void deadWorkersConnectionToTheCommonListener_isClosed() throws IOException {
        URI common = uri(null);
        ScriptedGate.OwnedByTurn turn = gate.turnOf(worker);
        try (RawClient client = new RawClient(common).send("GET /v1/charges HTTP/1.1\n\n");
                turn) {
            client.answer("GET");
            worker.die();
            service.end(worker);

            assertThat(ended(client)).isTrue();
        }
    }

    @Test
    void silentReply_lastsUntilTheClientGivesUp() throws IOException {
        service.close();
        service.silentFor(Duration.ofSeconds(30)).open("gateway", gate);
        gate.script(Step.LOSE_REPLY_IN_SILENCE);
        try (RawClient client = new RawClient(uri(worker))) {
            client.send(POST);
            client.gaveUpAfter(Duration.ofMillis(100));
        }

        assertThat(service.records("charges")).hasSize(1);
        assertThat(gate.notes()).isEmpty();
    }

    @Test
    void silentReply_isClosedAndNotedWhenPatienceRunsOut() throws IOException {
        service.close();
        service.silentFor(Duration.ofMillis(100)).open("gateway", gate);
        gate.script(Step.LOSE_REPLY_IN_SILENCE);
        try (RawClient client = new RawClient(uri(worker))) {
            client.send(POST);
            assertThat(client.read()).isEqualTo(-1);
        }

        assertThat(gate.notes())
                .containsExactly(
                        "gateway: the client of POST /v1/charges waits longer than 100 ms for a reply that never "
                                + "comes; the connection was closed then");
    }

    @Test
    void silentReply_endsWithTheRun() throws IOException {
        service.close();
        service.silentFor(Duration.ofSeconds(30)).open("gateway", gate);
        gate.script(Step.LOSE_REPLY_IN_SILENCE, Step.LOSE_REPLY_IN_SILENCE);
        try (RawClient own = new RawClient(uri(worker)).send(POST);
                RawClient common = new RawClient(uri(null)).send(POST)) {
            own.gaveUpAfter(Duration.ofMillis(50));
            common.gaveUpAfter(Duration.ofMillis(50));
            service.endRun();

            assertThat(ended(own)).isTrue();
            assertThat(ended(common)).isTrue();
        }
        assertThat(gate.notes()).isEmpty();
    }

    @Test
    void identicalRequestWithoutALoss_isNoResend() throws IOException {
        Rest rest = new Rest(uri(worker));
        rest.post("/v1/charges", "amount=1999");
        rest.post("/v1/charges", "amount=1999");

        assertThat(gate.details()).containsExactly("POST /v1/charges", "POST /v1/charges");
    }

    @Test
    void closed_leavesNoThreadAndTheCommonPortComesBack() throws Exception {
        URI common = uri(null);
        try (RawClient idle = new RawClient(common).send("GET /v1/charges HTTP/1.1\n\n")) {
            idle.answer("GET");
            uri(worker);
            service.close();

            long deadline = System.nanoTime() + 5_000_000_000L;
            for (Thread thread : threads()) {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
            assertThat(threads()).isEmpty();
            assertThat(ended(idle)).isTrue();
        }
        assertThat(unreachable(common)).isTrue();
        service.close();
        service.open("gateway", gate);
        assertThat(new Rest(common).get("/v1/charges").status()).isEqualTo(200);
    }

    @Test
    void threads_inheritNothingOfTheWorkerThatAskedFirst() throws Exception {
        ThreadGroup group = new ThreadGroup("D1");
        Thread asking = new Thread(group, () -> uri(worker));
        asking.start();
        asking.join();

        assertThat(threads()).isNotEmpty().allMatch(thread -> thread.getThreadGroup() != group && thread.isDaemon());
        new Rest(uri(null)).get("/v1/charges");
        assertThat(gate.passed().get(0).owner()).isNull();
    }

    private URI uri(Worker asking) {
        gate.actFor(asking);
        try {
            return service.uri();
        } finally {
            gate.actFor(null);
        }
    }

    /** Refused; or taken by the kernel, which has not heard yet that the tap no longer listens, and reset. */
    private static boolean unreachable(URI uri) throws IOException {
        try (RawClient client = new RawClient(uri)) {
            return ended(client);
        } catch (ConnectException refused) {
            return true;
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("runstwice-http"))
                .collect(Collectors.toSet());
    }

    /** Closed, with or without ceremony. */
    private static boolean ended(RawClient client) throws IOException {
        try {
            return client.read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }
}
