package io.runstwice.examples.i15lostcommit;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Asks whether the transfer was made, and then lets a helper make it as often as COMMIT fails to answer. */
final class BrokenTransferJob {

    private final DataSource database;
    private final Transactions transactions;

    BrokenTransferJob(DataSource database) {
        this.database = database;
        this.transactions = new Transactions(database);
    }

    void perform(String transferId, long accountId, int cents) throws SQLException {
        boolean made = Sql.first(
                        database,
                        entry -> entry.getString("transfer_id"),
                        "SELECT transfer_id FROM ledger WHERE transfer_id = ?",
                        transferId)
                .isPresent();
        if (made) {
            return;
        }
        transactions.run(connection -> {
            Sql.update(
                    connection, "UPDATE accounts SET balance_cents = balance_cents - ? WHERE id = ?", cents, accountId);
            Sql.update(connection, "INSERT INTO ledger (transfer_id, cents) VALUES (?, ?)", transferId, cents);
        });
    }
}
