package io.runstwice.examples.springboot;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeCreateParams;
import org.springframework.stereotype.Component;

/** Charges a customer's card, through the client that all threads share. */
@Component
class Cashier {

    private final StripeClient stripe;

    Cashier(StripeClient stripe) {
        this.stripe = stripe;
    }

    String charge(long orderId, long cents) throws StripeException {
        return stripe.v1().charges().create(params(orderId, cents)).getId();
    }

    String charge(long orderId, long cents, String key) throws StripeException {
        RequestOptions once = RequestOptions.builder().setIdempotencyKey(key).build();
        return stripe.v1().charges().create(params(orderId, cents), once).getId();
    }

    private static ChargeCreateParams params(long orderId, long cents) {
        return ChargeCreateParams.builder()
                .setAmount(cents)
                .setCurrency("eur")
                .setSource("tok_visa")
                .setTransferGroup("order-" + orderId)
                .build();
    }
}
