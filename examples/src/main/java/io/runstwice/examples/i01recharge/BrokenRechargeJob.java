package io.runstwice.examples.i01recharge;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/** Takes a low balance for proof that no delivery has charged yet. */
final class BrokenRechargeJob {

    private static final int THRESHOLD = 500;
    private static final int RECHARGE = 2_000;

    private final DataSource database;
    private final Gateway gateway;

    BrokenRechargeJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long accountId) throws Exception {
        int balance = Sql.first(
                        database,
                        account -> account.getInt("balance_cents"),
                        "SELECT balance_cents FROM accounts WHERE id = ?",
                        accountId)
                .orElseThrow();
        if (balance > THRESHOLD) {
            return;
        }
        gateway.create("charges", Map.of("amount", RECHARGE, "currency", "usd", "customer", "cus_" + accountId));
        Sql.update(database, "UPDATE accounts SET balance_cents = balance_cents + ? WHERE id = ?", RECHARGE, accountId);
    }
}
