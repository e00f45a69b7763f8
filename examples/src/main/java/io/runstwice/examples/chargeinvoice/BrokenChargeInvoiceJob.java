package io.runstwice.examples.chargeinvoice;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.sql.Connection;
import javax.sql.DataSource;

/** Looks before it charges, but what it saw is no longer true once a run has died between the charge and the commit. */
final class BrokenChargeInvoiceJob {

    private final DataSource database;
    private final Gateway gateway;

    BrokenChargeInvoiceJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long invoiceId) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Invoice invoice = Invoice.find(connection, invoiceId);
            if (invoice.charged()) {
                return;
            }
            String charge = gateway.create("charges", invoice.charge());
            invoice.markCharged(connection, charge);
            connection.commit();
        }
    }
}
