package io.runstwice.examples.i22rescuer;

import io.runstwice.examples.support.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/** Says what each day's number is, whatever stood there; all of it, or nothing. */
final class FixedStatsJob {

    private final DataSource database;

    FixedStatsJob(DataSource database) {
        this.database = database;
    }

    void perform(LocalDate day) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Sql.update(
                    connection,
                    "INSERT INTO daily_downloads (day, package, times)"
                            + " SELECT day, package, count(*) FROM log_lines WHERE day = ? GROUP BY day, package ORDER BY package"
                            + " ON CONFLICT (day, package) DO UPDATE SET times = EXCLUDED.times",
                    day);
            Sql.update(
                    connection,
                    "UPDATE packages SET downloads ="
                            + " (SELECT coalesce(sum(times), 0) FROM daily_downloads WHERE package = packages.name)");
            connection.commit();
        }
    }
}
