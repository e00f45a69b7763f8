package io.runstwice.examples.springboot;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

interface ShopOrders extends JpaRepository<ShopOrder, Long> {

    /** Waits for other workers on this order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<ShopOrder> findLockedById(long id);
}
