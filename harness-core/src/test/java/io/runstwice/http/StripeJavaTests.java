package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeCreateParams;
import com.stripe.param.ChargeListParams;
import com.stripe.param.ChargeUpdateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.V1Services;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stripe's own SDK finds what it expects. */
class StripeJavaTests {

    private final HttpService.StripeLike service = HttpService.stripeLike();
    private final V1Services stripe = StripeClient.builder()
            .setApiKey("sk_test_1")
            .setApiBase(service.uri().toString())
            .build()
            .v1();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void charges_areCreatedReadListedAndUpdated() throws StripeException {
        Charge created = stripe.charges().create(charge(1999).build(), key("k"));
        stripe.charges().create(charge(5).setCustomer("cus_8").build());
        Charge updated = stripe.charges()
                .update(
                        created.getId(),
                        ChargeUpdateParams.builder().putMetadata("paid", "yes").build());
        Charge read = stripe.charges().retrieve(created.getId());

        assertThat(created.getId()).isEqualTo("ch_1");
        assertThat(created.getAmount()).isEqualTo(1999);
        assertThat(created.getStatus()).isEqualTo("succeeded");
        assertThat(created.getPaid()).isTrue();
        assertThat(created.getCreated()).isPositive();
        assertThat(updated.getMetadata()).containsEntry("order", "42").containsEntry("paid", "yes");
        assertThat(read.getMetadata()).isEqualTo(updated.getMetadata());
        assertThat(stripe.charges().list().getData()).extracting(Charge::getId).containsExactly("ch_2", "ch_1");
        assertThat(stripe.charges()
                        .list(ChargeListParams.builder().setCustomer("cus_8").build())
                        .getData())
                .extracting(Charge::getId)
                .containsExactly("ch_2");
    }

    @Test
    void sameKey_givesTheSameCharge() throws StripeException {
        Charge first = stripe.charges().create(charge(1999).build(), key("k"));
        Charge second = stripe.charges().create(charge(1999).build(), key("k"));

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(service.records("charges")).hasSize(1);
    }

    @Test
    void sameKeyOtherAmount_isAnIdempotencyException() throws StripeException {
        stripe.charges().create(charge(1999).build(), key("k"));

        assertThatThrownBy(() -> stripe.charges().create(charge(2000).build(), key("k")))
                .isInstanceOf(IdempotencyException.class)
                .hasMessageContaining("Keys for idempotent requests");
    }

    @Test
    void declinedCard_isACardException() {
        assertThatThrownBy(() -> stripe.charges()
                        .create(charge(1999).setSource("tok_chargeDeclined").build()))
                .isInstanceOfSatisfying(CardException.class, declined -> {
                    assertThat(declined.getCode()).isEqualTo("card_declined");
                    assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
                });
    }

    @Test
    void unknownCharge_isAnInvalidRequest() {
        assertThatThrownBy(() -> stripe.charges().retrieve("ch_9"))
                .isInstanceOfSatisfying(InvalidRequestException.class, missing -> assertThat(missing.getCode())
                        .isEqualTo("resource_missing"));
    }

    @Test
    void refunds_markTheCharge() throws StripeException {
        Charge charge = stripe.charges().create(charge(1999).build());
        Refund refund = stripe.refunds()
                .create(RefundCreateParams.builder().setCharge(charge.getId()).build(), key("r"));

        assertThat(refund.getAmount()).isEqualTo(1999);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(stripe.charges().retrieve(charge.getId()).getRefunded()).isTrue();
        assertThat(stripe.refunds().retrieve(refund.getId()).getCharge()).isEqualTo(charge.getId());
        assertThatThrownBy(() -> stripe.refunds()
                        .create(RefundCreateParams.builder()
                                .setCharge(charge.getId())
                                .build()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void paymentIntents_areConfirmed() throws StripeException {
        PaymentIntent intent = stripe.paymentIntents()
                .create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(1999L)
                                .setCurrency("usd")
                                .setPaymentMethod("pm_card_visa")
                                .build(),
                        key("p"));
        PaymentIntent confirmed = stripe.paymentIntents().confirm(intent.getId());

        assertThat(intent.getStatus()).isEqualTo("requires_confirmation");
        assertThat(confirmed.getStatus()).isEqualTo("succeeded");
        assertThat(confirmed.getAmountReceived()).isEqualTo(1999);
        assertThat(stripe.paymentIntents().list().getData()).hasSize(1);
        assertThat(stripe.paymentIntents().retrieve(intent.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(stripe.refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent.getId())
                                .build())
                        .getAmount())
                .isEqualTo(1999);
    }

    @Test
    void customers_areCreatedUpdatedAndDeleted() throws StripeException {
        Customer customer = stripe.customers()
                .create(CustomerCreateParams.builder()
                        .setName("Ann")
                        .setEmail("ann@example.org")
                        .build());
        stripe.customers()
                .update(
                        customer.getId(),
                        CustomerUpdateParams.builder().setName("Bea").build());

        Customer read = stripe.customers().retrieve(customer.getId());
        assertThat(read.getName()).isEqualTo("Bea");
        assertThat(read.getEmail()).isEqualTo("ann@example.org");
        assertThat(stripe.customers().delete(customer.getId()).getDeleted()).isTrue();
        assertThat(stripe.customers().list().getData()).isEmpty();
    }

    private static ChargeCreateParams.Builder charge(long amount) {
        return ChargeCreateParams.builder()
                .setAmount(amount)
                .setCurrency("usd")
                .setCustomer("cus_7")
                .putMetadata("order", "42");
    }

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
