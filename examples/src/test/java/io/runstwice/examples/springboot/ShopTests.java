package io.runstwice.examples.springboot;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a job uses JPA or JDBC, its verdict is the same. */
@Tag("exhaustive")
class ShopTests {

    private static final Map<Shop.Tap, Shop> SHOPS = new EnumMap<>(Shop.Tap.class);

    private static Shop shop(Shop.Tap tap) {
        return SHOPS.computeIfAbsent(tap, where -> new Shop(where, 5));
    }

    @AfterAll
    static void close() {
        SHOPS.values().forEach(Shop::close);
        SHOPS.clear();
    }

    @ParameterizedTest
    @EnumSource
    void chargeBeforeTheRecord_chargesTwice(Shop.Tap tap) {
        Shop shop = shop(tap);

        assertThat(shop.explore(delivery -> shop.bean(BrokenPaymentJob.class).perform(42)))
                .isUnsafeWith("double effect: gateway /v1/charges");
    }

    @Test
    void chargeBeforeTheRecord_inPlainJdbc() {
        Shop shop = shop(Shop.Tap.ABOVE_THE_POOL);

        assertThat(shop.explore(delivery -> shop.plain().brokenPayment(42)))
                .isUnsafeWith("double effect: gateway /v1/charges");
    }

    @ParameterizedTest
    @EnumSource
    void recordAndKeyBeforeTheCharge_isSafe(Shop.Tap tap) {
        Shop shop = shop(tap);

        assertThat(shop.explore(delivery -> shop.bean(FixedPaymentJob.class).perform(42)))
                .isSafeAndComplete();
    }

    @Test
    void recordAndKeyBeforeTheCharge_inPlainJdbc() {
        Shop shop = shop(Shop.Tap.ABOVE_THE_POOL);

        assertThat(shop.explore(delivery -> shop.plain().fixedPayment(42))).isSafeAndComplete();
    }

    @ParameterizedTest
    @EnumSource
    void lookWithoutALock_issuesTwice(Shop.Tap tap) {
        Shop shop = shop(tap);

        assertThat(shop.explore(delivery -> shop.bean(BrokenInvoiceJob.class).perform(42)))
                .isUnsafeWith("double effect: db invoices");
    }

    @Test
    void lookWithoutALock_inPlainJdbc() {
        Shop shop = shop(Shop.Tap.ABOVE_THE_POOL);

        assertThat(shop.explore(delivery -> shop.plain().brokenInvoice(42))).isUnsafeWith("double effect: db invoices");
    }

    @ParameterizedTest
    @EnumSource
    void lookUnderALock_isSafe(Shop.Tap tap) {
        Shop shop = shop(tap);

        assertThat(shop.explore(delivery -> shop.bean(FixedInvoiceJob.class).perform(42)))
                .isSafeAndComplete();
    }

    @Test
    void lookUnderALock_inPlainJdbc() {
        Shop shop = shop(Shop.Tap.ABOVE_THE_POOL);

        assertThat(shop.explore(delivery -> shop.plain().fixedInvoice(42))).isSafeAndComplete();
    }
}
