package io.runstwice.examples.springboot;

import org.springframework.data.jpa.repository.JpaRepository;

interface Invoices extends JpaRepository<Invoice, Long> {

    boolean existsByOrderId(long orderId);
}
