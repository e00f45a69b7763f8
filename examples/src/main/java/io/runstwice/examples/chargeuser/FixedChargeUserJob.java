package io.runstwice.examples.chargeuser;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Outlives the gateway's memory: a delivery that is not the first to try asks what became of the earlier tries. Safe as
 * long as no worker outlives it: one that has asked, and goes on when the gateway has forgotten the key, charges again.
 */
public final class FixedChargeUserJob {

    private final DataSource database;
    private final Gateway gateway;

    public FixedChargeUserJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    // region perform
    public void perform(long chargeRequestId) throws Exception {
        ChargeRequest request = ChargeRequest.find(database, chargeRequestId);
        if (request.completed()) {
            return;
        }
        Optional<String> earlier = isFirstTry(request) ? Optional.empty() : chargeOf(request);
        String charge =
                earlier.isPresent() ? earlier.get() : gateway.create("charges", request.name(), request.charge());
        request.complete(database, charge);
    }

    /** Commits the intent before the first call, so that a later try knows that there may be a charge. */
    private boolean isFirstTry(ChargeRequest request) throws SQLException {
        return Sql.update(
                        database,
                        "UPDATE charge_requests SET tried_at = now() WHERE id = ? AND tried_at IS NULL",
                        request.id())
                == 1;
    }

    private Optional<String> chargeOf(ChargeRequest request) throws IOException, InterruptedException {
        return gateway.find("charges", "transfer_group", request.name());
    }
    // endregion
}
