package io.runstwice.examples.i22rescuer;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/** Makes room for what it will insert, and believes that the room is its own. */
final class BrokenStatsJob {

    private final DataSource database;

    BrokenStatsJob(DataSource database) {
        this.database = database;
    }

    void perform(LocalDate day) throws SQLException {
        Sql.update(database, "DELETE FROM downloads WHERE day = ?", day);
        Sql.update(
                database,
                "INSERT INTO downloads (day, package, times)"
                        + " SELECT day, package, count(*) FROM log_lines WHERE day = ? GROUP BY day, package ORDER BY package",
                day);
        Sql.update(
                database,
                "UPDATE packages SET downloads ="
                        + " (SELECT coalesce(sum(times), 0) FROM downloads WHERE package = packages.name)");
    }
}
