package io.runstwice.examples.i46fanout;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A campaign and whom it goes to. */
record Campaign(DataSource database, long id) {

    boolean isFinished() throws SQLException {
        return Sql.first(database, row -> row.getBoolean("finished"), "SELECT finished FROM campaigns WHERE id = ?", id)
                .orElseThrow();
    }

    List<String> recipients() throws SQLException {
        return Sql.all(
                database,
                row -> row.getString("address"),
                "SELECT address FROM recipients WHERE campaign_id = ? ORDER BY address",
                id);
    }

    void finish() throws SQLException {
        Sql.update(database, "UPDATE campaigns SET finished = true WHERE id = ?", id);
    }
}
