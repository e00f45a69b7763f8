package io.runstwice.examples.i41forgottenkey;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Optional;
import javax.sql.DataSource;

/** Knows by itself that an earlier delivery has tried, and asks the gateway what became of it. */
final class FixedRenewalJob {

    private final DataSource database;
    private final Gateway gateway;

    FixedRenewalJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long renewalId) throws Exception {
        Optional<Renewal> due = Renewal.due(database, renewalId);
        if (due.isPresent()) {
            Renewal renewal = due.get();
            Optional<String> earlier = renewal.isFirstTry(database)
                    ? Optional.empty()
                    : gateway.find("charges", "transfer_group", renewal.name());
            renewal.paidBy(
                    database,
                    earlier.isPresent() ? earlier.get() : gateway.create("charges", renewal.name(), renewal.fields()));
        }
    }
}
