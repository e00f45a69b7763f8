package io.runstwice.examples.springboot;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks, then acts, and locks nothing: two at once both look before either has acted. */
@Component
class BrokenInvoiceJob {

    private final ShopOrders orders;
    private final Invoices invoices;

    BrokenInvoiceJob(ShopOrders orders, Invoices invoices) {
        this.orders = orders;
        this.invoices = invoices;
    }

    @Transactional
    void perform(long orderId) {
        ShopOrder order = orders.findById(orderId).orElseThrow();
        if (!invoices.existsByOrderId(orderId)) {
            invoices.save(new Invoice(order));
        }
    }
}
