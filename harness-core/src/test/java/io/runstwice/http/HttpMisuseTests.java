package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.http.wire.Jackson;
import io.runstwice.network.Link;
import io.runstwice.world.Contract;
import io.runstwice.world.Misuse;
import io.runstwice.world.ScriptedGate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wrong use says what is wrong and what to do. */
class HttpMisuseTests {

    private final ScriptedGate gate = new ScriptedGate();

    @Test
    void realServiceWithoutReset_cannotBeExplored() {
        HttpService.Proxied service = HttpService.inFrontOf(() -> URI.create("http://localhost:1"));

        assertThatThrownBy(() -> service.open("shop", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("'shop'")
                .hasMessageEndingWith("Declare resetBy(...), and observedBy(...) or honoursIdempotencyKeys(...).");
        service.resetBy(() -> {});
        assertThatThrownBy(() -> service.open("shop", gate))
                .hasMessageEndingWith("Declare observedBy(...) or honoursIdempotencyKeys(...).");
        HttpService.Proxied seen =
                HttpService.inFrontOf(() -> URI.create("http://localhost:1")).observedBy(() -> "[]");
        assertThatThrownBy(() -> seen.open("shop", gate)).hasMessageEndingWith("Declare resetBy(...).");
        service.honoursIdempotencyKeys(Duration.ofHours(1)).open("shop", gate);
        service.close();
    }

    @Test
    void settings_areRefusedWhileOpen() {
        HttpService.StripeLike service = HttpService.stripeLike();
        service.open("gateway", gate);

        refused(
                "while an exploration runs",
                List.of(
                        () -> service.forgettingKeysAfter(Duration.ofHours(1)),
                        service::answeringAsTheDraftSays,
                        service::storingSuccessesOnly,
                        service::waitingForKeysInUse,
                        () -> service.silentFor(Duration.ofHours(1)),
                        service::atLeastOnce,
                        service::atMostOnce,
                        () -> service.atLeastOnce("/v1/mails"),
                        () -> service.atMostOnce("/v1/mails"),
                        () -> service.accepting("dead letter", () -> true),
                        () -> service.open("gateway", gate)));
        service.close();
        service.close();
    }

    @Test
    void settingsOfAProxiedService_areRefusedWhileOpen() {
        HttpService.Proxied service = HttpService.inFrontOf(() -> URI.create("http://localhost:1"))
                .resetBy(() -> {})
                .observedBy(() -> "[]");
        service.open("shop", gate);

        refused(
                "while an exploration runs",
                List.of(
                        () -> service.resetBy(() -> {}),
                        () -> service.observedBy(() -> "[]"),
                        () -> service.honoursIdempotencyKeys(Duration.ofHours(1)),
                        () -> service.through(Link.to("localhost", 1)),
                        () -> service.silentFor(Duration.ofHours(1))));
        service.close();
    }

    @Test
    void noLengthOfTime_isRefused() {
        HttpService.StripeLike service = HttpService.stripeLike();

        refused(
                "positive length of time",
                List.of(
                        () -> service.forgettingKeysAfter(Duration.ZERO),
                        () -> service.silentFor(Duration.ofSeconds(-1))));
    }

    @Test
    void recordThatTheDoubleWouldRefuse_cannotBeCreated() {
        HttpService.StripeLike service = HttpService.stripeLike();

        assertThatThrownBy(() -> service.create("charges", Map.of("amount", "much")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Invalid integer");
        assertThatThrownBy(() -> service.create("/v1/charges/ch_1", Map.of()))
                .hasMessageContaining("names no collection");
        assertThat(service.create("customers", Map.of("id", "cus_7"))).isEqualTo("cus_7");
        assertThatThrownBy(() -> service.create("customers", Map.of("id", "cus_7")))
                .hasMessageContaining("There is already a customer cus_7");
    }

    @Test
    void jacksonMissing_isNamed() {
        ClassLoader withoutJackson = ClassLoader.getPlatformClassLoader();

        assertThatThrownBy(() -> Jackson.require(withoutJackson))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("com.fasterxml.jackson.core:jackson-databind");
    }

    @Test
    void declared_standsInThePromise() {
        HttpService.StripeLike service =
                HttpService.stripeLike().atMostOnce().atLeastOnce("/v1/mails").accepting("dead letter", () -> true);

        assertThat(service.promise().of("/v1/charges")).isEqualTo(Contract.AT_MOST_ONCE);
        assertThat(service.promise().of("/v1/mails")).isEqualTo(Contract.AT_LEAST_ONCE);
        assertThat(service.promise().accepted()).containsOnlyKeys("dead letter");
        assertThat(service.remarks())
                .containsExactly(
                        "a double of Stripe's API that remembers idempotency keys for 24 h of the controlled clock");
    }

    private static void refused(String why, List<Runnable> settings) {
        settings.forEach(setting ->
                assertThatThrownBy(setting::run).isInstanceOf(Misuse.class).hasMessageContaining(why));
    }
}
