package io.runstwice.examples.springboot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** That an order is to be paid, of which there is one for each order; and by which charge it was. */
@Entity
@Table(name = "settlements")
class Settlement {

    @Id
    @GeneratedValue
    private Long id;

    private Long orderId;
    private long cents;
    private @Nullable String chargeId;

    protected Settlement() {}

    Settlement(ShopOrder order) {
        this.orderId = order.id();
        this.cents = order.totalCents();
    }

    long cents() {
        return cents;
    }

    boolean isPaid() {
        return chargeId != null;
    }

    void paidBy(String charge) {
        chargeId = charge;
    }
}
