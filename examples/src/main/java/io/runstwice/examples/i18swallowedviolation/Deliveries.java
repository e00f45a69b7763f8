package io.runstwice.examples.i18swallowedviolation;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Which deliveries were received. */
record Deliveries(DataSource database) {

    private static final String UNIQUE_VIOLATION = "23505";

    boolean exist(String deliveryId) throws SQLException {
        return Sql.first(
                                database,
                                row -> row.getInt("received"),
                                "SELECT count(*) AS received FROM webhook_deliveries WHERE delivery_id = ?",
                                deliveryId)
                        .orElseThrow()
                > 0;
    }

    /** Notes one; whether it is the first with this id. */
    boolean insert(String deliveryId) throws SQLException {
        try {
            Sql.update(database, "INSERT INTO webhook_deliveries (delivery_id) VALUES (?)", deliveryId);
            return true;
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
            return false;
        }
    }
}
