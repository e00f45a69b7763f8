package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Effect;
import io.runstwice.world.Reply;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the double does with keys: facts of Stripe's documentation, one by one. */
class IdempotencyKeyTests {

    private final ScriptedGate gate = new ScriptedGate();
    private HttpService.StripeLike service;
    private Rest rest;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void sameKeyAndParameters_replaysStatusAndBody() throws IOException {
        explore(HttpService.stripeLike());

        Rest.Got first = rest.post("/v1/charges", "amount=1999&currency=usd", "k");
        Rest.Got second = rest.post("/v1/charges", "currency=usd&amount=1999", "k");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).containsEntry("Idempotent-Replayed", List.of("true"));
        assertThat(first.headers()).doesNotContainKey("Idempotent-Replayed");
        assertThat(service.records("charges")).hasSize(1);
        assertThat(gate.replies())
                .containsExactly(new Reply("200 ch_1", Effect.DURABLE), new Reply("200 ch_1", Effect.REMEMBERED));
    }

    @Test
    void sameKeyOtherParameters_isAnIdempotencyError() throws IOException {
        explore(HttpService.stripeLike());

        rest.post("/v1/charges", "amount=1999", "k");
        Rest.Got other = rest.post("/v1/charges", "amount=2000", "k");

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.error()).containsEntry("type", "idempotency_error");
        assertThat(String.valueOf(other.error().get("message")))
                .startsWith(
                        "Keys for idempotent requests can only be used with the same parameters they were first used");
        assertThat(gate.replies().get(1)).isEqualTo(new Reply("400 idempotency_error", Effect.NONE));
        assertThat(rest.post("/v1/refunds", "amount=1999", "k").status()).isEqualTo(400);
    }

    @Test
    void answeringAsTheDraftSays_mismatchIs422() throws IOException {
        explore(HttpService.stripeLike().answeringAsTheDraftSays());

        rest.post("/v1/charges", "amount=1999", "k");

        assertThat(rest.post("/v1/charges", "amount=2000", "k").status()).isEqualTo(422);
    }

    @Test
    void executedErrors_areReplayed() throws IOException {
        explore(HttpService.stripeLike());

        rest.post("/v1/charges", "amount=1999&source=tok_chargeDeclined", "k");
        Rest.Got again = rest.post("/v1/charges", "amount=1999&source=tok_chargeDeclined", "k");
        rest.post("/v1/charges", "amount=1999&source=tok_serverError", "k5");
        Rest.Got broken = rest.post("/v1/charges", "amount=1999&source=tok_serverError", "k5");

        assertThat(again.status()).isEqualTo(402);
        assertThat(again.headers()).containsKey("Idempotent-Replayed");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.headers()).containsKey("Idempotent-Replayed");
        assertThat(gate.replies().get(0)).isEqualTo(new Reply("402 card_declined", Effect.DURABLE));
        assertThat(gate.replies().get(1).effect()).isEqualTo(Effect.REMEMBERED);
    }

    @Test
    void storingSuccessesOnly_executesAFailedRequestAgain() throws IOException {
        explore(HttpService.stripeLike().storingSuccessesOnly());

        rest.post("/v1/charges", "amount=1999&source=tok_chargeDeclined", "k");

        assertThat(rest.post("/v1/charges", "amount=1999", "k").status()).isEqualTo(200);
        assertThat(rest.post("/v1/charges", "amount=1999", "k").headers()).containsKey("Idempotent-Replayed");
    }

    @Test
    void refusedBeforeExecution_isNotRemembered() throws IOException {
        explore(HttpService.stripeLike());

        assertThat(rest.post("/v1/charges", "currency=usd", "k").status()).isEqualTo(400);

        assertThat(rest.post("/v1/charges", "amount=1999", "k").status()).isEqualTo(200);
        assertThat(gate.replies().get(0)).isEqualTo(new Reply("400 parameter_missing", Effect.NONE));
    }

    @Test
    void keyOlderThanTheRetention_isForgotten() throws IOException {
        explore(HttpService.stripeLike());

        rest.post("/v1/charges", "amount=1999", "k");
        gate.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(rest.post("/v1/charges", "amount=1999", "k").field("id")).isEqualTo("ch_1");
        gate.pass(Duration.ofMillis(1));
        assertThat(rest.post("/v1/charges", "amount=1999", "k").field("id")).isEqualTo("ch_2");
    }

    @Test
    void forgettingKeysAfter_setsTheRetention() throws IOException {
        explore(HttpService.stripeLike().forgettingKeysAfter(Duration.ofMinutes(30)));

        rest.post("/v1/charges", "amount=1999", "k");
        gate.pass(Duration.ofMinutes(30));

        assertThat(rest.post("/v1/charges", "amount=2000", "k").status()).isEqualTo(200);
        assertThat(service.remarks()).anyMatch(remark -> remark.contains("30 min"));
    }

    @Test
    void keyTooLong_isRefusedAndKeyOnAGetIgnored() throws IOException {
        explore(HttpService.stripeLike());

        assertThat(rest.post("/v1/charges", "amount=1999", "k".repeat(256)).status())
                .isEqualTo(400);
        assertThat(rest.post("/v1/charges", "amount=1999", "k".repeat(255)).status())
                .isEqualTo(200);
        var key = java.util.Map.of("Idempotency-Key", "k".repeat(255));
        assertThat(rest.send("GET", "/v1/charges", null, key).field("object")).isEqualTo("list");
    }

    @Test
    void memory_holdsRememberedKeysAndNoForgottenOnes() throws IOException {
        explore(HttpService.stripeLike());
        rest.post("/v1/charges", "amount=1999&source=tok_chargeDeclined", "k");

        assertThat(tables(service.capture().memory())).containsExactly("remembered keys");
        gate.pass(Duration.ofHours(25));
        assertThat(tables(service.capture().memory())).isEmpty();
        assertThat(tables(service.observe())).isEmpty();
    }

    @Test
    void restored_knowsTheKeysOfThen() throws IOException {
        explore(HttpService.stripeLike());
        var before = service.capture();
        rest.post("/v1/charges", "amount=1999", "k");
        var after = service.capture();

        service.restore(before);
        assertThat(service.records("charges")).isEmpty();
        assertThat(rest.post("/v1/charges", "amount=7", "k").field("id")).isEqualTo("ch_1");
        service.restore(after);
        assertThat(rest.post("/v1/charges", "amount=1999", "k").field("amount")).isEqualTo(1999L);
        assertThat(service.records("charges")).hasSize(1);
    }

    private void explore(HttpService.StripeLike chosen) {
        service = chosen;
        service.open("gateway", gate);
        rest = new Rest(service.uri());
    }

    private static List<String> tables(State state) {
        return state.tables().stream().map(table -> table.name()).toList();
    }
}
