package io.runstwice.examples.i33orphanedkey;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/** Claims its key for ever, and refuses every worker that finds it claimed. */
final class BrokenRefundJob {

    private final DataSource database;
    private final Gateway gateway;

    BrokenRefundJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(String key, String charge) throws Exception {
        int claimed = Sql.update(
                database,
                "INSERT INTO idempotency_keys (key, state) VALUES (?, 'in progress') ON CONFLICT DO NOTHING",
                key);
        if (claimed == 0) {
            refuseUnlessDone(key);
            return;
        }
        gateway.create("refunds", key, Map.of("charge", charge));
        Sql.update(database, "UPDATE idempotency_keys SET state = 'done' WHERE key = ?", key);
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
