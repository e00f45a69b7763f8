package io.runstwice.examples.i33orphanedkey;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Claims its key for five minutes; after that another worker may go on, and the gateway knows the refund by its key.
 */
final class FixedRefundJob {

    private final DataSource database;
    private final Gateway gateway;

    FixedRefundJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(String key, String charge) throws Exception {
        int claimed = Sql.update(
                database,
                "INSERT INTO idempotency_keys (key, state, leased_until)"
                        + " VALUES (?, 'in progress', now() + interval '5 minutes')"
                        + " ON CONFLICT (key) DO UPDATE SET leased_until = now() + interval '5 minutes'"
                        + " WHERE idempotency_keys.state = 'in progress' AND idempotency_keys.leased_until < now()",
                key);
        if (claimed == 0) {
            refuseUnlessDone(key);
            return;
        }
        gateway.create("refunds", key, Map.of("charge", charge));
        Sql.update(database, "UPDATE idempotency_keys SET state = 'done', leased_until = NULL WHERE key = ?", key);
    }

    private void refuseUnlessDone(String key) throws Exception {
        String state = Sql.first(
                        database,
                        row -> row.getString("state"),
                        "SELECT state FROM idempotency_keys WHERE key = ?",
                        key)
                .orElseThrow();
        if (!state.equals("done")) {
            throw new IllegalStateException("409: " + key + " is in progress");
        }
    }
}
