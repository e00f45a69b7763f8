package io.runstwice.examples.springboot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The invoice of an order. */
@Entity
@Table(name = "invoices")
class Invoice {

    @Id
    @GeneratedValue
    private Long id;

    private Long orderId;
    private long cents;
    private Instant issuedAt;

    protected Invoice() {}

    Invoice(ShopOrder order) {
        this.orderId = order.id();
        this.cents = order.totalCents();
        this.issuedAt = Instant.now();
    }
}
