package io.runstwice.examples.i05dualwrite;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Takes its own update for proof that the event went out. */
final class BrokenPayOrderJob {

    private final DataSource database;
    private final Broker broker;

    BrokenPayOrderJob(DataSource database, Broker broker) {
        this.database = database;
        this.broker = broker;
    }

    void perform(long orderId) throws SQLException {
        int updated =
                Sql.update(database, "UPDATE orders SET status = 'paid' WHERE id = ? AND status <> 'paid'", orderId);
        if (updated == 0) {
            return;
        }
        broker.publish("order-" + orderId + "-paid", "order " + orderId + " is paid");
    }
}
