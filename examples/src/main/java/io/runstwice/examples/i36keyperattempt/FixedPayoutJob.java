package io.runstwice.examples.i36keyperattempt;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Draws the key once and stores it before the first call; every attempt sends the stored one. */
final class FixedPayoutJob {

    private final DataSource database;
    private final Gateway gateway;

    FixedPayoutJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long payoutId) throws Exception {
        Optional<Payout> payout = Payout.due(database, payoutId);
        if (payout.isEmpty()) {
            return;
        }
        gateway.create("payouts", keyOf(payoutId).toString(), payout.get().fields());
        payout.get().markPaid(database);
    }

    private UUID keyOf(long payoutId) throws SQLException {
        Sql.update(
                database,
                "UPDATE payouts SET request_key = ? WHERE id = ? AND request_key IS NULL",
                UUID.randomUUID(),
                payoutId);
        return Sql.first(
                        database,
                        row -> row.getObject("request_key", UUID.class),
                        "SELECT request_key FROM payouts WHERE id = ?",
                        payoutId)
                .orElseThrow();
    }
}
