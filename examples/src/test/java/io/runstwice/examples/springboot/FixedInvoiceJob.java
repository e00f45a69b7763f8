package io.runstwice.examples.springboot;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Locks the order, then looks, then acts. */
@Component
class FixedInvoiceJob {

    private final ShopOrders orders;
    private final Invoices invoices;

    FixedInvoiceJob(ShopOrders orders, Invoices invoices) {
        this.orders = orders;
        this.invoices = invoices;
    }

    @Transactional
    void perform(long orderId) {
        ShopOrder order = orders.findLockedById(orderId).orElseThrow();
        if (!invoices.existsByOrderId(orderId)) {
            invoices.save(new Invoice(order));
        }
    }
}
