package io.runstwice.examples.i41forgottenkey;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Optional;
import javax.sql.DataSource;

/** Relies on a key that the gateway remembers for a day, in a queue that retries for weeks. */
final class BrokenRenewalJob {

    private final DataSource database;
    private final Gateway gateway;

    BrokenRenewalJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long renewalId) throws Exception {
        Optional<Renewal> renewal = Renewal.due(database, renewalId);
        if (renewal.isPresent()) {
            String charge = gateway.create(
                    "charges", renewal.get().name(), renewal.get().fields());
            renewal.get().paidBy(database, charge);
        }
    }
}
