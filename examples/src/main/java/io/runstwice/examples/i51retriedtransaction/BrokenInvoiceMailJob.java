package io.runstwice.examples.i51retriedtransaction;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.SerializationRetry;
import java.net.URI;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;

/** Mails in the middle of what may have to be done again. */
final class BrokenInvoiceMailJob {

    private final DataSource database;
    private final Gateway gateway;

    BrokenInvoiceMailJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long invoiceId) throws Exception {
        SerializationRetry.run(database, Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            if (!Invoices.isMailed(connection, invoiceId)) {
                gateway.create("messages", Map.of("invoice", invoiceId));
                Invoices.set(connection, invoiceId, "sent");
            }
            return null;
        });
    }
}
