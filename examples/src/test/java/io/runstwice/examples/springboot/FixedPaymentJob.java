package io.runstwice.examples.springboot;

import com.stripe.exception.StripeException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Commits that the order is to be paid, charges under the order's name, and then records by which charge it was. */
@Component
class FixedPaymentJob {

    private final ShopOrders orders;
    private final Settlements settlements;
    private final Cashier cashier;
    private final TransactionTemplate transactions;

    FixedPaymentJob(ShopOrders orders, Settlements settlements, Cashier cashier, TransactionTemplate transactions) {
        this.orders = orders;
        this.settlements = settlements;
        this.cashier = cashier;
        this.transactions = transactions;
    }

    // region spring-boot-job
    void perform(long orderId) throws StripeException {
        Settlement settlement = transactions.execute(begun -> settled(orderId));
        if (settlement.isPaid()) {
            return;
        }
        String charge = cashier.charge(orderId, settlement.cents(), "order-" + orderId);
        transactions.executeWithoutResult(begun -> settled(orderId).paidBy(charge));
    }

    /** Two at once cannot both have the only row: one of them is refused, and comes again. */
    private Settlement settled(long orderId) {
        return settlements.findByOrderId(orderId).orElseGet(() -> {
            ShopOrder order = orders.findById(orderId).orElseThrow();
            return settlements.save(new Settlement(order));
        });
    }
    // endregion
}
