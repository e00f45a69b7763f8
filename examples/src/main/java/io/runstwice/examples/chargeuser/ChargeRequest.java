package io.runstwice.examples.chargeuser;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A charge that was asked for: the row is committed before the job is enqueued.
 *
 * @param intent the payment intent that was opened for it, if there is one
 */
record ChargeRequest(
        long id,
        String customer,
        int amountCents,
        boolean completed,
        @Nullable String intent) {

    static ChargeRequest find(DataSource database, long id) throws SQLException {
        return Sql.first(
                        database,
                        row -> new ChargeRequest(
                                id,
                                row.getString("stripe_customer_id"),
                                row.getInt("amount_cents"),
                                row.getBoolean("completed"),
                                row.getString("payment_intent_id")),
                        "SELECT r.amount_cents, r.completed, r.payment_intent_id, u.stripe_customer_id"
                                + " FROM charge_requests r JOIN users u ON u.id = r.user_id WHERE r.id = ?",
                        id)
                .orElseThrow();
    }

    /** What the gateway knows this request by, as a key and as a field that can be searched. */
    String name() {
        return "charge-request-" + id;
    }

    Map<String, ?> charge() {
        return Map.of("amount", amountCents, "currency", "usd", "customer", customer, "transfer_group", name());
    }

    void complete(DataSource database, String charge) throws SQLException {
        Sql.update(
                database, "UPDATE charge_requests SET completed = true, stripe_charge_id = ? WHERE id = ?", charge, id);
    }

    void complete(DataSource database) throws SQLException {
        Sql.update(database, "UPDATE charge_requests SET completed = true WHERE id = ?", id);
    }
}
