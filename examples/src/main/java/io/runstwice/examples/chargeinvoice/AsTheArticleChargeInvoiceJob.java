package io.runstwice.examples.chargeinvoice;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.sql.Connection;
import javax.sql.DataSource;

/** The article's cure: a row lock and a key. Safe while the gateway remembers the key, and no longer. */
final class AsTheArticleChargeInvoiceJob {

    private final DataSource database;
    private final Gateway gateway;

    AsTheArticleChargeInvoiceJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long invoiceId) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Invoice invoice = Invoice.lock(connection, invoiceId);
            if (invoice.charged()) {
                return;
            }
            String charge = gateway.create("charges", invoice.name(), invoice.charge());
            invoice.markCharged(connection, charge);
            connection.commit();
        }
    }
}
