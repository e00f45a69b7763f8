package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.BankAccount;
import com.stripe.model.Card;
import com.stripe.model.Charge;
import com.stripe.model.Source;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.param.ChargeCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentLinkCreateParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionItemCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the API answers an object although a text was sent, so does the double: Stripe's own client reads nothing else.
 */
class StripeObjectsTests {

    private final HttpService service = HttpService.stripeLike();
    private final V1Services stripe = StripeClient.builder()
            .setApiKey("sk_test_1")
            .setApiBase(service.uri().toString())
            .build()
            .v1();

    private interface Creation {
        StripeObject with(V1Services stripe) throws StripeException;
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static ChargeCreateParams charge(String source) {
        return ChargeCreateParams.builder()
                .setAmount(1999L)
                .setCurrency("eur")
                .setSource(source)
                .build();
    }

    @ParameterizedTest
    @MethodSource
    void sourceOfACharge_isAnObject(String sent, String id, Class<?> type) throws StripeException {
        Charge created = stripe.charges().create(charge(sent));
        Charge read = stripe.charges().retrieve(created.getId());

        assertThat(created.getSource().getId()).isEqualTo(id);
        assertThat(created.getSource()).isInstanceOf(type);
        assertThat(read.getSource().getId()).isEqualTo(id);
        assertThat(read.getSource()).isInstanceOf(type);
    }

    static Stream<Arguments> sourceOfACharge_isAnObject() {
        return Stream.of(
                Arguments.of("tok_visa", "card_visa", Card.class),
                Arguments.of("card_7", "card_7", Card.class),
                Arguments.of("src_7", "src_7", Source.class),
                Arguments.of("ba_7", "ba_7", BankAccount.class));
    }

    @Test
    void itemsOfASubscription_areAList() throws StripeException {
        Subscription subscription = stripe.subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer("cus_1")
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice("price_7")
                                .setQuantity(2L)
                                .build())
                        .build());

        assertThat(subscription.getItems().getData()).singleElement().satisfies(item -> {
            assertThat(item.getPrice().getId()).isEqualTo("price_7");
            assertThat(item.getQuantity()).isEqualTo(2);
        });
    }

    static Stream<Arguments> creations() {
        Map<String, Creation> all = Map.ofEntries(
                Map.entry("charge", stripe -> stripe.charges().create(charge("tok_visa"))),
                Map.entry("customer", stripe -> stripe.customers()
                        .create(CustomerCreateParams.builder()
                                .setName("Ann")
                                .setSource("tok_visa")
                                .setPaymentMethod("pm_1")
                                .setAddress(CustomerCreateParams.Address.builder()
                                        .setCity("Bonn")
                                        .build())
                                .build())),
                Map.entry("payment intent", stripe -> stripe.paymentIntents()
                        .create(PaymentIntentCreateParams.builder()
                                .setAmount(1999L)
                                .setCurrency("eur")
                                .setCustomer("cus_1")
                                .setConfirm(true)
                                .setOffSession(true)
                                .setPaymentMethod("pm_1")
                                .addPaymentMethodType("card")
                                .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                                        .setEnabled(true)
                                        .build())
                                .build())),
                Map.entry("payment method", stripe -> stripe.paymentMethods()
                        .create(PaymentMethodCreateParams.builder()
                                .setType(PaymentMethodCreateParams.Type.CARD)
                                .setCard(PaymentMethodCreateParams.Token.builder()
                                        .setToken("tok_visa")
                                        .build())
                                .build())),
                Map.entry("setup intent", stripe -> stripe.setupIntents()
                        .create(SetupIntentCreateParams.builder()
                                .setCustomer("cus_1")
                                .addPaymentMethodType("card")
                                .build())),
                Map.entry("product", stripe -> stripe.products()
                        .create(ProductCreateParams.builder().setName("Tea").build())),
                Map.entry("price", stripe -> stripe.prices()
                        .create(PriceCreateParams.builder()
                                .setCurrency("eur")
                                .setUnitAmount(1999L)
                                .setProduct("prod_1")
                                .setRecurring(PriceCreateParams.Recurring.builder()
                                        .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                                        .build())
                                .build())),
                Map.entry("invoice", stripe -> stripe.invoices()
                        .create(InvoiceCreateParams.builder()
                                .setCustomer("cus_1")
                                .setDaysUntilDue(30L)
                                .build())),
                Map.entry("invoice item", stripe -> stripe.invoiceItems()
                        .create(InvoiceItemCreateParams.builder()
                                .setCustomer("cus_1")
                                .setAmount(1999L)
                                .setCurrency("eur")
                                .build())),
                Map.entry("payout", stripe -> stripe.payouts()
                        .create(PayoutCreateParams.builder()
                                .setAmount(1999L)
                                .setCurrency("eur")
                                .setDestination("ba_1")
                                .build())),
                Map.entry("transfer", stripe -> stripe.transfers()
                        .create(TransferCreateParams.builder()
                                .setAmount(1999L)
                                .setCurrency("eur")
                                .setDestination("acct_1")
                                .setSourceTransaction("ch_1")
                                .build())),
                Map.entry("subscription", stripe -> stripe.subscriptions()
                        .create(SubscriptionCreateParams.builder()
                                .setCustomer("cus_1")
                                .setDefaultPaymentMethod("pm_1")
                                .addItem(SubscriptionCreateParams.Item.builder()
                                        .setPrice("price_1")
                                        .build())
                                .addDiscount(SubscriptionCreateParams.Discount.builder()
                                        .setCoupon("spring")
                                        .build())
                                .build())),
                Map.entry("subscription item", stripe -> stripe.subscriptionItems()
                        .create(SubscriptionItemCreateParams.builder()
                                .setSubscription("sub_1")
                                .setPrice("price_1")
                                .build())),
                Map.entry("checkout session", stripe -> stripe.checkout()
                        .sessions()
                        .create(SessionCreateParams.builder()
                                .setMode(SessionCreateParams.Mode.PAYMENT)
                                .setSuccessUrl("http://shop/ok")
                                .addLineItem(SessionCreateParams.LineItem.builder()
                                        .setPrice("price_1")
                                        .setQuantity(1L)
                                        .build())
                                .build())),
                Map.entry("payment link", stripe -> stripe.paymentLinks()
                        .create(PaymentLinkCreateParams.builder()
                                .addLineItem(PaymentLinkCreateParams.LineItem.builder()
                                        .setPrice("price_1")
                                        .setQuantity(1L)
                                        .build())
                                .build())));
        return all.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("creations")
    void whatIsCreated_isUnderstood(String what, Creation creation) throws StripeException {
        assertThat(creation.with(stripe)).as(what).isNotNull();
    }
}
