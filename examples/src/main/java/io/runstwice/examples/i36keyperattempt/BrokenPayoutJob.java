package io.runstwice.examples.i36keyperattempt;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Sends a key, but a new one with each attempt: no two attempts are ever the same to the gateway. */
final class BrokenPayoutJob {

    private final DataSource database;
    private final Gateway gateway;

    BrokenPayoutJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long payoutId) throws Exception {
        Optional<Payout> payout = Payout.due(database, payoutId);
        if (payout.isEmpty()) {
            return;
        }
        String key = UUID.randomUUID().toString();
        gateway.create("payouts", key, payout.get().fields());
        payout.get().markPaid(database);
    }
}
