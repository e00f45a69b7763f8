package io.runstwice.examples.springboot;

import com.stripe.exception.StripeException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Charges, and then records it: a worker that dies in between leaves nothing by which the next one could know. */
@Component
class BrokenPaymentJob {

    private final ShopOrders orders;
    private final Payments payments;
    private final Cashier cashier;

    BrokenPaymentJob(ShopOrders orders, Payments payments, Cashier cashier) {
        this.orders = orders;
        this.payments = payments;
        this.cashier = cashier;
    }

    @Transactional
    void perform(long orderId) throws StripeException {
        if (payments.existsByOrderId(orderId)) {
            return;
        }
        ShopOrder order = orders.findById(orderId).orElseThrow();
        payments.save(new Payment(order, cashier.charge(orderId, order.totalCents())));
    }
}
