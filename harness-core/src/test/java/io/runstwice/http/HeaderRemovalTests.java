package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Bounds;
import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.RunsTwice;
import io.runstwice.http.wire.PlainJson;
import io.runstwice.world.Misuse;
import io.runstwice.world.Snapshot;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The header that a service recognises requests by, dropped on the way. */
class HeaderRemovalTests {

    private final HttpService.StripeLike gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));

    private final HttpService.StripeLike elsewhere = HttpService.stripeLike();

    @AfterEach
    void closeWhatListensOutsideOfExplorations() {
        gateway.close();
        elsewhere.close();
    }

    private GuardVerdict without(Guard guard, Map<String, String> headers) {
        return RunsTwice.job("ChargeJob", delivery -> {
                    new Rest(gateway.uri()).send("POST", "/v1/charges", "amount=1999", headers);
                })
                .watching("gateway", gateway)
                .within(Bounds.standard().oneAtATime())
                .withoutGuard(guard);
    }

    @Test
    void key_isNeededAndBackAfterwards() throws Exception {
        Map<String, String> keyed = Map.of("Idempotency-Key", "k");
        GuardVerdict verdict = without(Guard.key("gateway"), keyed);

        assertThat(verdict.isNeeded()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .startsWith("ChargeJob needs its guard \"gateway key\"")
                .contains("the second POST /v1/charges carried no Idempotency-Key");
        Rest rest = new Rest(gateway.uri());
        assertThat(rest.post("/v1/charges", "amount=1", "k").field("id"))
                .isEqualTo(rest.post("/v1/charges", "amount=1", "k").field("id"));
    }

    @Test
    void requestWithoutTheHeader_isNotMet() {
        GuardVerdict verdict = without(Guard.key("gateway"), Map.of());

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(GuardVerdict.Outcome.NEVER_MET);
        assertThat(verdict.toString()).contains("no request of a delivery carried the header Idempotency-Key");
    }

    @Test
    void anotherHeader_isDroppedInItsPlace() {
        GuardVerdict verdict =
                without(Guard.key("gateway", "X-Request"), Map.of("Idempotency-Key", "k", "x-request", "k"));

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(GuardVerdict.Outcome.DECORATIVE);
        assertThat(verdict.guard()).hasToString("gateway key X-Request");
    }

    @Test
    void serviceBehindTheTap_getsNoKey() throws Exception {
        Snapshot empty = elsewhere.capture();
        HttpService.Proxied front = HttpService.inFrontOf(elsewhere::uri)
                .resetBy(() -> elsewhere.restore(empty))
                .observedBy(() -> PlainJson.write(Map.of("charges", elsewhere.records("charges"))))
                .silentFor(Duration.ofMillis(20));
        GuardVerdict verdict = RunsTwice.job("ChargeJob", delivery -> {
                    new Rest(front.uri()).post("/v1/charges", "amount=1999", "k");
                })
                .watching("gateway", front)
                .within(Bounds.standard().oneAtATime())
                .withoutGuard(Guard.key("gateway"));

        assertThat(verdict.isNeeded()).as(verdict.toString()).isTrue();
    }

    @Test
    void locksOfAService_areMisuse() {
        assertThatThrownBy(() -> without(Guard.rowLocks("gateway"), Map.of()))
                .isExactlyInstanceOf(Misuse.class)
                .hasMessageContaining("has no row locks that could be removed");
    }
}
