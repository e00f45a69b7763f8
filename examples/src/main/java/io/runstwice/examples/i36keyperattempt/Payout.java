package io.runstwice.examples.i36keyperattempt;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** A payout that is due. */
record Payout(long id, int cents, String destination) {

    /** The payout, unless it has been made. */
    static Optional<Payout> due(DataSource database, long id) throws SQLException {
        return Sql.first(
                database,
                row -> new Payout(id, row.getInt("cents"), row.getString("destination")),
                "SELECT cents, destination FROM payouts WHERE id = ? AND paid_at IS NULL",
                id);
    }

    Map<String, ?> fields() {
        return Map.of("amount", cents, "currency", "eur", "destination", destination);
    }

    void markPaid(DataSource database) throws SQLException {
        Sql.update(database, "UPDATE payouts SET paid_at = now() WHERE id = ?", id);
    }
}
