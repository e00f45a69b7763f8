package io.runstwice.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTests {

    @ParameterizedTest
    @CsvSource({
        "/v1/charges, /v1/charges",
        "/v1/charges?limit=3, /v1/charges",
        "/v1/charges/ch_1, /v1/charges/{id}",
        "/v1/charges/ch_3MmlLrLkdIwHu7ix0snN0B15/capture, /v1/charges/{id}/capture",
        "/v1/payment_intents/pi_1/confirm, /v1/payment_intents/{id}/confirm",
        "/orders/42, /orders/{id}",
        "/orders/42/items/7, /orders/{id}/items/{id}",
        "/orders/b3b1c0de-0000-4000-8000-00000000abcd, /orders/{id}",
        "/blobs/9f86d081884c7d659a2feaa0c55ad015, /blobs/{id}",
        "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV, /events/{id}",
        "/coupons/SUMMER, /coupons/{id}",
        "/deadbeef/face, /deadbeef/face",
        "/v2/oauth_tokens, /v2/oauth_tokens",
        "/a;session=7/b, /a/b",
        "/, /",
        "*, *",
    })
    void path_losesItsIds(String target, String label) {
        Request request = new Request("post", target, Headers.none(), new byte[0]);

        assertThat(Labels.of(request, "SUMMER"::equals)).isEqualTo("POST " + label);
    }
}
