package io.runstwice.examples.springboot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That an order was paid. */
@Entity
@Table(name = "payments")
class Payment {

    @Id
    @GeneratedValue
    private Long id;

    private Long orderId;
    private long cents;
    private String chargeId;
    private Instant paidAt;

    protected Payment() {}

    Payment(ShopOrder order, String chargeId) {
        this.orderId = order.id();
        this.cents = order.totalCents();
        this.chargeId = chargeId;
        this.paidAt = Instant.now();
    }
}
