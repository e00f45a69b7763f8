package io.runstwice.examples.i41forgottenkey;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** A subscription that is to be renewed. */
record Renewal(long id, int cents, String customer) {

    /** The renewal, unless it has been paid. */
    static Optional<Renewal> due(DataSource database, long id) throws SQLException {
        return Sql.first(
                database,
                row -> new Renewal(id, row.getInt("cents"), row.getString("customer")),
                "SELECT cents, customer FROM renewals WHERE id = ? AND charge IS NULL",
                id);
    }

    /** What the gateway knows it by, as a key and as a field that can be searched. */
    String name() {
        return "renewal-" + id;
    }

    Map<String, ?> fields() {
        return Map.of("amount", cents, "currency", "usd", "customer", customer, "transfer_group", name());
    }

    /** Whether no delivery has tried before; durable when it returns. */
    boolean isFirstTry(DataSource database) throws SQLException {
        String mark = "UPDATE renewals SET tried_at = now() WHERE id = ? AND tried_at IS NULL";
        return Sql.update(database, mark, id) == 1;
    }

    void paidBy(DataSource database, String charge) throws SQLException {
        Sql.update(database, "UPDATE renewals SET charge = ? WHERE id = ?", charge, id);
    }
}
