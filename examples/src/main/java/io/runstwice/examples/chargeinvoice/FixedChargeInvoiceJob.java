package io.runstwice.examples.chargeinvoice;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Outlives the gateway's memory: its intent is committed before the first call, and later tries ask before they post.
 */
final class FixedChargeInvoiceJob {

    private final DataSource database;
    private final Gateway gateway;

    FixedChargeInvoiceJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long invoiceId) throws Exception {
        boolean firstTry = isFirstTry(invoiceId);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Invoice invoice = Invoice.lock(connection, invoiceId);
            if (invoice.charged()) {
                return;
            }
            Optional<String> earlier =
                    firstTry ? Optional.empty() : gateway.find("charges", "transfer_group", invoice.name());
            String charge =
                    earlier.isPresent() ? earlier.get() : gateway.create("charges", invoice.name(), invoice.charge());
            invoice.markCharged(connection, charge);
            connection.commit();
        }
    }

    /** Committed by itself: it must survive whatever becomes of the transaction that charges. */
    private boolean isFirstTry(long invoiceId) throws SQLException {
        return Sql.update(
                        database,
                        "INSERT INTO charge_intents (invoice_id) VALUES (?) ON CONFLICT DO NOTHING",
                        invoiceId)
                == 1;
    }
}
