package io.runstwice.examples.springboot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "orders")
class ShopOrder {

    @Id
    private Long id;

    private long totalCents;

    Long id() {
        return id;
    }

    long totalCents() {
        return totalCents;
    }
}
