package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeCreateParams;
import io.runstwice.world.Effect;
import io.runstwice.world.Reply;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second request with a key while the first is being processed. */
class InFlightTests {

    private static final int LONGER_THAN_THE_RETRIES_OF_OTHERS = 60_000;

    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedWorker first = new ScriptedWorker("D1");
    private final ScriptedWorker second = new ScriptedWorker("D2");
    private final ScriptedWorker third = new ScriptedWorker("D3");
    private final HoldingGate holding = new HoldingGate(gate, first);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpService.StripeLike service = HttpService.stripeLike();

    @AfterEach
    void close() {
        holding.land();
        threads.shutdownNow();
        service.close();
    }

    @Test
    void secondRequestWithTheKey_isAConflictAsStripeAnswersIt() throws Exception {
        explore(service);
        Future<Rest.Got> held = held("k");

        Rest.Got refused = new Rest(uri(second)).post("/v1/charges", "amount=1999", "k");
        holding.land();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error())
                .containsEntry("type", "invalid_request_error")
                .containsEntry("code", "idempotency_key_in_use");
        assertThat(String.valueOf(refused.error().get("message")))
                .startsWith("There is currently another in-progress request using this Idempotent Key");
        assertThat(refused.headers()).doesNotContainKey("Idempotent-Replayed");
        assertThat(refused.headers().get("Content-Type")).containsExactly("application/json");
        assertThat(held.get().field("id")).isEqualTo("ch_1");
        assertThat(gate.passed().get(0))
                .isEqualTo(new ScriptedGate.Passed(
                        second,
                        gate.passed().get(0).interaction(),
                        new Reply("409 idempotency_key_in_use", Effect.NONE)));
        assertThat(gate.replies().get(1)).isEqualTo(new Reply("200 ch_1", Effect.DURABLE));
    }

    @Test
    void conflict_isNotRememberedAndALaterRequestIsReplayed() throws Exception {
        explore(service);
        Future<Rest.Got> held = held("k");
        Rest other = new Rest(uri(second));
        other.post("/v1/charges", "amount=1999", "k");
        holding.land();
        held.get();

        Rest.Got replayed = other.post("/v1/charges", "amount=1999", "k");
        assertThat(replayed.body()).isEqualTo(held.get().body());
        assertThat(replayed.headers()).containsEntry("Idempotent-Replayed", List.of("true"));
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void requestsThatShareNoKey_goOnMeanwhile() throws Exception {
        explore(service);
        held("k");
        Rest other = new Rest(uri(second));

        assertThat(other.post("/v1/charges", "amount=1", "other").status()).isEqualTo(200);
        assertThat(other.post("/v1/charges", "amount=2").status()).isEqualTo(200);
        assertThat(other.get("/v1/charges").status()).isEqualTo(200);
        assertThat(service.records("charges")).hasSize(2);
        assertThat(service.waits(second)).isEmpty();
    }

    @Test
    void onlyPostsWithAKey_fly() throws Exception {
        explore(service);
        Rest rest = new Rest(uri(second));
        rest.post("/v1/charges", "amount=1", "k");
        rest.post("/v1/charges", "amount=1");
        rest.post("/v1/charges", "amount=1", "");
        rest.send("GET", "/v1/charges", null, java.util.Map.of("Idempotency-Key", "k"));

        assertThat(gate.passed())
                .extracting(one -> one.interaction().flies())
                .containsExactly(true, false, false, false);
    }

    @Test
    void footprints_getLooksAtAllAndTheRestMayChangeAll() throws Exception {
        explore(service);
        Rest rest = new Rest(uri(second));
        rest.post("/v1/charges", "amount=1", "k");
        rest.get("/v1/customers");
        rest.get("/v1/charges");
        var seen =
                gate.passed().stream().map(one -> one.interaction().footprint()).toList();

        assertThat(seen.get(0).conflictsWith(seen.get(1))).isTrue();
        assertThat(seen.get(0).conflictsWith(seen.get(0))).isTrue();
        assertThat(seen.get(1).conflictsWith(seen.get(2))).isFalse();
    }

    @Test
    void firstWorkerKilledInFlight_hasItsEffectAndTheKeyIsFree() throws Exception {
        explore(service);
        gate.script(Step.KILL_AFTER);
        Future<Rest.Got> held = held("k");
        holding.land();
        assertThatThrownBy(held::get).isInstanceOf(ExecutionException.class);
        service.end(first);

        Rest.Got replayed = new Rest(uri(second)).post("/v1/charges", "amount=1999", "k");
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.headers()).containsKey("Idempotent-Replayed");
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void firstWorkerDead_givesBackAKeyThatItNeverFinished() throws Exception {
        explore(service);
        held("k");
        first.die();
        service.end(first);

        assertThat(new Rest(uri(second)).post("/v1/charges", "amount=1999", "k").status())
                .isEqualTo(200);
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void endOfTheRun_givesBackAKeyThatWasNeverFinished() throws Exception {
        explore(service);
        held("k");
        service.endRun();

        assertThat(new Rest(uri(second)).post("/v1/charges", "amount=1999", "k").status())
                .isEqualTo(200);
    }

    @Test
    void endOfAnotherWorker_leavesTheKeyInUse() throws Exception {
        explore(service);
        held("k");
        third.die();
        service.end(third);

        assertThat(new Rest(uri(second)).post("/v1/charges", "amount=1999", "k").status())
                .isEqualTo(409);
    }

    @Test
    void stripeJava_retriesAConflictByItselfAndEachIsAnInteraction() throws Exception {
        explore(service);
        Future<Rest.Got> held = held("k");
        StripeClient stripe = stripe(2);

        assertThatThrownBy(() -> charge(stripe))
                .isInstanceOfSatisfying(ApiException.class, conflict -> assertThat(conflict.getCode())
                        .isEqualTo("idempotency_key_in_use"));
        assertThat(gate.replies()).hasSize(3).containsOnly(new Reply("409 idempotency_key_in_use", Effect.NONE));
        holding.land();
        held.get();
        assertThat(charge(stripe).getId()).isEqualTo("ch_1");
        assertThat(gate.passed()).hasSize(5);
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void stripeJavaWithoutRetries_asksOnce() throws Exception {
        explore(service);
        held("k");
        StripeClient stripe = stripe(0);

        assertThatThrownBy(() -> charge(stripe)).isInstanceOf(StripeException.class);
        assertThat(gate.passed()).hasSize(1);
    }

    @Test
    void javaNetHttp_doesNotRetryAConflict() throws Exception {
        explore(service);
        held("k");
        HttpRequest request = HttpRequest.newBuilder(uri(second).resolve("/v1/charges"))
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString("amount=1999"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(409);
        assertThat(gate.passed()).hasSize(1);
    }

    @Test
    void waiting_secondRequestIsReplayedWhenTheFirstIsDone() throws Exception {
        explore(HttpService.stripeLike().waitingForKeysInUse());
        Future<Rest.Got> held = held("k");
        Future<Rest.Got> waiting = posted(second, "amount=1999", "k");
        awaitWait(second);

        assertThat(service.waits(second)).contains(new Wait(Set.of(first), "idempotency key k", false));
        assertThat(service.waits(first)).isEmpty();
        assertThat(gate.passed()).isEmpty();
        holding.land();
        assertThat(waiting.get().body()).isEqualTo(held.get().body());
        assertThat(waiting.get().headers()).containsKey("Idempotent-Replayed");
        assertThat(service.waits(second)).isEmpty();
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void waiting_otherParametersAreRefusedWhenTheFirstIsDone() throws Exception {
        explore(HttpService.stripeLike().waitingForKeysInUse());
        held("k");
        Future<Rest.Got> waiting = posted(second, "amount=2000", "k");
        awaitWait(second);
        holding.land();

        assertThat(waiting.get().status()).isEqualTo(400);
    }

    @Test
    void waiting_firstWorkerDeadAndNeverFinished_theNextInLineIsExecuted() throws Exception {
        explore(HttpService.stripeLike().waitingForKeysInUse());
        held("k");
        Future<Rest.Got> next = posted(second, "amount=1999", "k");
        awaitWait(second);
        Future<Rest.Got> last = posted(third, "amount=1999", "k");
        awaitWait(third);
        first.die();
        service.end(first);

        assertThat(next.get().headers()).doesNotContainKey("Idempotent-Replayed");
        assertThat(last.get().headers()).containsKey("Idempotent-Replayed");
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void waiting_endOfTheRunClosesWithoutADoubt() throws Exception {
        explore(HttpService.stripeLike().waitingForKeysInUse());
        held("k");
        Future<Rest.Got> waiting = posted(second, "amount=1999", "k");
        awaitWait(second);
        service.endRun();

        assertThatThrownBy(waiting::get).isInstanceOf(ExecutionException.class);
        assertThat(gate.doubts()).isEmpty();
        assertThat(service.records("charges")).isEmpty();
    }

    @Test
    void waiting_deadWorkerStopsWaiting() throws Exception {
        explore(HttpService.stripeLike().waitingForKeysInUse());
        held("k");
        Future<Rest.Got> waiting = posted(second, "amount=1999", "k");
        awaitWait(second);
        second.die();
        service.end(second);

        assertThatThrownBy(waiting::get).isInstanceOf(ExecutionException.class);
        assertThat(service.waits(second)).isEmpty();
        assertThat(gate.doubts()).isEmpty();
    }

    @Test
    void waiting_secretLikeKey_isMasked() throws Exception {
        explore(HttpService.stripeLike().waitingForKeysInUse());
        held("password-hunter2");
        posted(second, "amount=1999", "password-hunter2");
        awaitWait(second);

        assertThat(service.waits(second).orElseThrow().lock()).isEqualTo("idempotency key ***");
    }

    private void explore(HttpService.StripeLike chosen) {
        service = chosen;
        service.open("gateway", holding);
    }

    /** A charge of the first worker that has arrived and is held. */
    private Future<Rest.Got> held(String key) {
        Future<Rest.Got> held = posted(first, "amount=1999", key);
        holding.awaitArrival();
        return held;
    }

    private Future<Rest.Got> posted(Worker worker, String form, String key) {
        URI uri = uri(worker);
        Callable<Rest.Got> request =
                () -> new Rest(uri, LONGER_THAN_THE_RETRIES_OF_OTHERS).post("/v1/charges", form, key);
        return threads.submit(request);
    }

    private void awaitWait(Worker worker) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (service.waits(worker).isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(service.waits(worker)).isPresent();
    }

    private URI uri(Worker asking) {
        gate.actFor(asking);
        try {
            return service.uri();
        } finally {
            gate.actFor(null);
        }
    }

    private StripeClient stripe(int retries) {
        return StripeClient.builder()
                .setApiKey("sk_test_1")
                .setApiBase(uri(second).toString())
                .setMaxNetworkRetries(retries)
                .build();
    }

    private static Charge charge(StripeClient stripe) throws StripeException {
        return stripe.v1()
                .charges()
                .create(
                        ChargeCreateParams.builder().setAmount(1999L).build(),
                        RequestOptions.builder().setIdempotencyKey("k").build());
    }
}
