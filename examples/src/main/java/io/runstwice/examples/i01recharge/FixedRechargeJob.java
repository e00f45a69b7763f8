package io.runstwice.examples.i01recharge;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Charges for a recharge that is on record, under its name, and credits it once. */
final class FixedRechargeJob {

    private final Recharges recharges;
    private final Gateway gateway;

    FixedRechargeJob(DataSource database, URI gateway) {
        this.recharges = new Recharges(database);
        this.gateway = new Gateway(gateway);
    }

    void perform(long accountId) throws Exception {
        Optional<Long> recharge = recharges.pendingOrNew(accountId);
        if (recharge.isEmpty()) {
            return;
        }
        gateway.create(
                "charges",
                "recharge-" + recharge.get(),
                Map.of("amount", Recharges.AMOUNT, "currency", "usd", "customer", "cus_" + accountId));
        recharges.credit(recharge.get(), accountId);
    }
}
