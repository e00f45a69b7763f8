package io.runstwice.examples.chargeuser;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import javax.sql.DataSource;

/** The article's cure: a key and a local record. Safe while the gateway remembers the key, and no longer. */
public final class AsTheArticleChargeUserJob {

    private final DataSource database;
    private final Gateway gateway;

    public AsTheArticleChargeUserJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    // region perform
    public void perform(long chargeRequestId) throws Exception {
        ChargeRequest request = ChargeRequest.find(database, chargeRequestId);
        if (request.completed()) {
            return;
        }
        String charge = gateway.create("charges", request.name(), request.charge());
        request.complete(database, charge);
    }
    // endregion
}
