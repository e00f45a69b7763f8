package io.runstwice.examples.i15lostcommit;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The transaction itself knows whether it has taken place. */
final class FixedTransferJob {

    private final Transactions transactions;

    FixedTransferJob(DataSource database) {
        this.transactions = new Transactions(database);
    }

    void perform(String transferId, long accountId, int cents) throws SQLException {
        transactions.run(connection -> {
            int first = Sql.update(
                    connection,
                    "INSERT INTO made_transfers (transfer_id) VALUES (?) ON CONFLICT DO NOTHING",
                    transferId);
            if (first == 0) {
                return;
            }
            Sql.update(
                    connection, "UPDATE accounts SET balance_cents = balance_cents - ? WHERE id = ?", cents, accountId);
            Sql.update(connection, "INSERT INTO ledger (transfer_id, cents) VALUES (?, ?)", transferId, cents);
        });
    }
}
