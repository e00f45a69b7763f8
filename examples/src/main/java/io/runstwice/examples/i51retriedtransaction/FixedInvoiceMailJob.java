package io.runstwice.examples.i51retriedtransaction;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.SerializationRetry;
import java.net.URI;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;

/** Intends, mails, notes: what may be done again touches the database alone. */
final class FixedInvoiceMailJob {

    private final DataSource database;
    private final Gateway gateway;

    FixedInvoiceMailJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long invoiceId) throws Exception {
        if (isDue(invoiceId)) {
            gateway.create("messages", "invoice-" + invoiceId, Map.of("invoice", invoiceId));
            SerializationRetry.run(database, Connection.TRANSACTION_REPEATABLE_READ, connection -> {
                Invoices.set(connection, invoiceId, "sent");
                return null;
            });
        }
    }

    private boolean isDue(long invoiceId) throws Exception {
        return SerializationRetry.run(database, Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            if (Invoices.isMailed(connection, invoiceId)) {
                return false;
            }
            Invoices.set(connection, invoiceId, "due");
            return true;
        });
    }
}
