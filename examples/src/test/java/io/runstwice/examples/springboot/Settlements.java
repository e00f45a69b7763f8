package io.runstwice.examples.springboot;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Settlements extends JpaRepository<Settlement, Long> {

    Optional<Settlement> findByOrderId(long orderId);
}
