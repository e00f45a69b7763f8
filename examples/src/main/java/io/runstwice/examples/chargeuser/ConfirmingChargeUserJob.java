package io.runstwice.examples.chargeuser;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Charges by what can happen once only, whenever it is asked for: the caller that asked for the charge has opened a
 * payment intent, which moves no money, and the job confirms it. An intent that has succeeded is never confirmed again,
 * and unlike a key it is not forgotten.
 */
public final class ConfirmingChargeUserJob {

    private static final String SUCCEEDED = "succeeded";

    private final DataSource database;
    private final Gateway gateway;

    public ConfirmingChargeUserJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    // region perform
    public void perform(long chargeRequestId) throws Exception {
        ChargeRequest request = ChargeRequest.find(database, chargeRequestId);
        if (request.completed()) {
            return;
        }
        String intent = Objects.requireNonNull(request.intent(), "an intent is opened with the request");
        if (!gateway.status("payment_intents", intent).equals(SUCCEEDED)) {
            gateway.act("payment_intents", intent, "confirm");
        }
        request.complete(database);
    }
    // endregion
}
