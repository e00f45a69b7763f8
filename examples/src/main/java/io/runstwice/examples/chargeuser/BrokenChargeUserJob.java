package io.runstwice.examples.chargeuser;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/** Charges a user, and again if it is retried after the gateway did its work. */
public final class BrokenChargeUserJob {

    private final DataSource database;
    private final Gateway gateway;

    public BrokenChargeUserJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    // region perform
    public void perform(long userId, int amountCents) throws Exception {
        String customer = Sql.first(
                        database,
                        user -> user.getString("stripe_customer_id"),
                        "SELECT stripe_customer_id FROM users WHERE id = ?",
                        userId)
                .orElseThrow();
        gateway.create("charges", Map.of("amount", amountCents, "currency", "usd", "customer", customer));
    }
    // endregion
}
