package io.runstwice.examples.chargeinvoice;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** An invoice, as the jobs read and mark it within their transaction. */
record Invoice(long id, int totalCents, boolean charged) {

    static Invoice find(Connection connection, long id) throws SQLException {
        return read(connection, id, "SELECT total_cents, charge_id FROM invoices WHERE id = ?");
    }

    /** Waits for other workers on this invoice. */
    static Invoice lock(Connection connection, long id) throws SQLException {
        return read(connection, id, "SELECT total_cents, charge_id FROM invoices WHERE id = ? FOR UPDATE");
    }

    private static Invoice read(Connection connection, long id, String sql) throws SQLException {
        return Sql.first(
                        connection,
                        row -> new Invoice(id, row.getInt("total_cents"), row.getString("charge_id") != null),
                        sql,
                        id)
                .orElseThrow();
    }

    /** What the gateway knows this invoice by, as a key and as a field that can be searched. */
    String name() {
        return "invoice-" + id;
    }

    Map<String, ?> charge() {
        return Map.of("amount", totalCents, "currency", "eur", "transfer_group", name());
    }

    void markCharged(Connection connection, String charge) throws SQLException {
        Sql.update(connection, "UPDATE invoices SET charged_at = now(), charge_id = ? WHERE id = ?", charge, id);
    }
}
