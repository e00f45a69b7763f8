package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The double's collections, asked over HTTP as a job would. */
class StripeRecordsTests {

    private final HttpService.StripeLike service = HttpService.stripeLike();
    private final Rest rest = new Rest(service.uri());

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void formPosted_createsARecordWithNumbersAndNestedFields() throws IOException {
        Rest.Got charge = rest.post(
                "/v1/charges", "amount=1999&currency=usd&customer=cus_7&metadata[order]=42&items[0][price]=p_1");

        assertThat(charge.status()).isEqualTo(200);
        assertThat(charge.json())
                .isEqualTo(Map.ofEntries(
                        Map.entry("id", "ch_1"),
                        Map.entry("object", "charge"),
                        Map.entry("amount", 1999L),
                        Map.entry("currency", "usd"),
                        Map.entry("customer", "cus_7"),
                        Map.entry("metadata", Map.of("order", "42")),
                        Map.entry("items", List.of(Map.of("price", "p_1"))),
                        Map.entry("status", "succeeded"),
                        Map.entry("created", charge.field("created")),
                        Map.entry("amount_captured", 1999L),
                        Map.entry("amount_refunded", 0L),
                        Map.entry("captured", true),
                        Map.entry("paid", true),
                        Map.entry("refunded", false),
                        Map.entry("livemode", false)));
    }

    @Test
    void jsonPosted_createsTheSameRecord() throws IOException {
        rest.post("/v1/charges", "amount=1999&currency=usd");
        rest.postJson("/v1/charges", "{\"amount\": 1999, \"currency\": \"usd\"}");

        List<Map<String, Object>> charges = service.records("charges");
        assertThat(charges.get(1)).containsEntry("id", "ch_2");
        charges.forEach(charge -> charge.remove("id"));
        assertThat(charges.get(0))
                .usingRecursiveComparison()
                .ignoringFields("created")
                .isEqualTo(charges.get(1));
    }

    @Test
    void listed_newestFirstAndFiltered() throws IOException {
        rest.post("/v1/charges", "amount=1&customer=cus_7&metadata[order]=1");
        rest.post("/v1/charges", "amount=2&customer=cus_8&metadata[order]=2");
        rest.post("/v1/charges", "amount=3&customer=cus_7&metadata[order]=3");

        assertThat(ids("/v1/charges")).containsExactly("ch_3", "ch_2", "ch_1");
        assertThat(ids("/v1/charges?customer=cus_7")).containsExactly("ch_3", "ch_1");
        assertThat(ids("/v1/charges?metadata%5Border%5D=2")).containsExactly("ch_2");
        assertThat(ids("/v1/charges?limit=1&starting_after=ch_3")).containsExactly("ch_2");
        assertThat(ids("/v1/charges/search?query=metadata%5B'order'%5D:'3'%20AND%20customer:'cus_7'"))
                .containsExactly("ch_3");
        assertThat(rest.get("/v1/charges").json())
                .containsEntry("object", "list")
                .containsEntry("has_more", false)
                .containsEntry("url", "/v1/charges");
        assertThat(rest.get("/v1/charges?limit=2").json()).containsEntry("has_more", true);
        assertThat(ids("/v1/nothings")).isEmpty();
    }

    @Test
    void updated_mergesFieldsAndMetadata() throws IOException {
        rest.post("/v1/customers", "name=Ann&metadata[a]=1");
        rest.post("/v1/customers/cus_1", "email=ann@example.org&metadata[b]=2");

        assertThat(rest.get("/v1/customers/cus_1").json())
                .containsEntry("name", "Ann")
                .containsEntry("email", "ann@example.org")
                .containsEntry("metadata", Map.of("a", "1", "b", "2"));
    }

    @Test
    void deleted_isNoLongerListed() throws IOException {
        rest.post("/v1/customers", "name=Ann");

        assertThat(rest.send("DELETE", "/v1/customers/cus_1", null, Map.of()).json())
                .containsEntry("id", "cus_1")
                .containsEntry("deleted", true);
        assertThat(ids("/v1/customers")).isEmpty();
        assertThat(rest.post("/v1/customers/cus_1", "name=Bea").status()).isEqualTo(404);
    }

    @Test
    void unknownRecord_isAResourceMissing() throws IOException {
        Rest.Got missing = rest.get("/v1/charges/ch_9");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.error())
                .containsEntry("type", "invalid_request_error")
                .containsEntry("code", "resource_missing")
                .containsEntry("message", "No such charge: 'ch_9'");
    }

    @Test
    void amountMissingOrWrong_isRefused() throws IOException {
        assertThat(rest.post("/v1/charges", "currency=usd").error()).containsEntry("code", "parameter_missing");
        assertThat(rest.post("/v1/charges", "amount=-5").error()).containsEntry("code", "parameter_invalid_integer");
        assertThat(rest.post("/v1/charges", "amount=much").error()).containsEntry("param", "amount");
        assertThat(rest.postJson("/v1/charges", "{").status()).isEqualTo(400);
        assertThat(service.records("charges")).isEmpty();
    }

    @Test
    void declinedCard_isACardError() throws IOException {
        Rest.Got declined = rest.post("/v1/charges", "amount=1999&source=tok_chargeDeclined");

        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.error()).containsEntry("code", "card_declined").containsEntry("type", "card_error");
        assertThat(rest.post("/v1/charges", "amount=1999&source=tok_serverError")
                        .status())
                .isEqualTo(500);
    }

    @Test
    void refunds_neverExceedTheCharge() throws IOException {
        rest.post("/v1/charges", "amount=1999&currency=usd");

        assertThat(rest.post("/v1/refunds", "charge=ch_1&amount=1000").json())
                .containsEntry("id", "re_1")
                .containsEntry("currency", "usd")
                .containsEntry("status", "succeeded");
        assertThat(rest.post("/v1/refunds", "charge=ch_1&amount=1000").status()).isEqualTo(400);
        assertThat(rest.post("/v1/refunds", "charge=ch_1").json()).containsEntry("amount", 999L);
        assertThat(rest.post("/v1/refunds", "charge=ch_1").error()).containsEntry("code", "charge_already_refunded");
        assertThat(rest.get("/v1/charges/ch_1").json())
                .containsEntry("refunded", true)
                .containsEntry("amount_refunded", 1999L);
        assertThat(ids("/v1/charges/ch_1/refunds")).containsExactly("re_2", "re_1");
        assertThat(rest.post("/v1/refunds", "charge=ch_7").status()).isEqualTo(404);
        assertThat(rest.post("/v1/refunds", "amount=7").error()).containsEntry("code", "parameter_missing");
    }

    @Test
    void paymentIntent_movesThroughItsStates() throws IOException {
        assertThat(rest.post("/v1/payment_intents", "amount=5&payment_method=pm_1")
                        .json())
                .containsEntry("id", "pi_1")
                .containsEntry("object", "payment_intent")
                .containsEntry("status", "requires_confirmation");
        assertThat(rest.post("/v1/payment_intents/pi_1/confirm", "").json())
                .containsEntry("status", "succeeded")
                .containsEntry("amount_received", 5L);
        assertThat(rest.post("/v1/payment_intents/pi_1/cancel", "").error())
                .containsEntry("code", "payment_intent_unexpected_state");
        assertThat(rest.post("/v1/payment_intents", "amount=5&confirm=true&capture_method=manual")
                        .json())
                .containsEntry("status", "requires_capture");
        assertThat(rest.post("/v1/payment_intents/pi_2/capture", "").json()).containsEntry("status", "succeeded");
    }

    @Test
    void otherCollections_workWithoutBeingKnown() throws IOException {
        assertThat(rest.post("/v1/mails", "to=ann").json())
                .containsEntry("id", "ma_1")
                .containsEntry("object", "mail");
        assertThat(rest.post("/v1/checkout/sessions", "mode=payment").json())
                .containsEntry("id", "cs_1")
                .containsEntry("object", "checkout.session");
        assertThat(rest.get("/v1/checkout/sessions/cs_1").status()).isEqualTo(200);
        assertThat(rest.post("/v1/mails/ma_1/approve", "").json()).containsEntry("status", "approved");
        assertThat(rest.get("/").status()).isEqualTo(404);
        assertThat(rest.get("/v1/mails/ma_1/a/b").status()).isEqualTo(404);
    }

    private List<String> ids(String target) throws IOException {
        return ((List<?>) rest.get(target).field("data"))
                .stream()
                        .map(record -> String.valueOf(((Map<?, ?>) record).get("id")))
                        .toList();
    }
}
