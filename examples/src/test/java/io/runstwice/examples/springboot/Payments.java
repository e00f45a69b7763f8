package io.runstwice.examples.springboot;

import org.springframework.data.jpa.repository.JpaRepository;

interface Payments extends JpaRepository<Payment, Long> {

    boolean existsByOrderId(long orderId);
}
