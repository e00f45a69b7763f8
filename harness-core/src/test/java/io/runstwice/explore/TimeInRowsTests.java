package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job that looks at how old a row is behaves differently late, by whatever clock the row was written. */
@Tag("exhaustive")
class TimeInRowsTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "time_in_rows",
                List.of(
                        "create table attempt (id int primary key, begun timestamptz not null)",
                        "create table charge (id int primary key)"));
    }

    /** An attempt that began long ago is given up, and another one takes its place. */
    private static void charge(DataSource db, int another) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into attempt values (1, now()) on conflict do nothing");
            int charge = isOld(statement) ? another : 1;
            statement.executeUpdate("insert into charge values (" + charge + ") on conflict do nothing");
        }
    }

    private static boolean isOld(Statement statement) throws SQLException {
        try (ResultSet old =
                statement.executeQuery("select 1 from attempt where begun < now() - interval '10 minutes'")) {
            return old.next();
        }
    }

    private static Verdict explore(int another) {
        Database db = Database.watching(source);
        return RunsTwice.job("Charge", delivery -> charge(db.dataSource(), another))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @Test
    void redeliveredLate_doesWhatItNeverDoesAtOnce_isUnsafe() {
        Verdict verdict = explore(2);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 acknowledgement lost; 1h later D2");
    }

    @Test
    void redeliveredLate_doesTheSame_isSafe() {
        assertThat(explore(1).isSafe()).isTrue();
    }
}
