package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two copies through a pool below the tap that has no connection to spare for the harness. */
@Timeout(120)
class SmallPoolTests {

    private static HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Postgres.database(
                "small_pool", List.of("create table totals (id int primary key, cents int not null)")));
        config.setMaximumPoolSize(size);
        config.setPoolName("billing-pool");
        return new HikariDataSource(config);
    }

    /** The second copy waits for a row of the first one. */
    private static Verdict explore(HikariDataSource pool) {
        Database db = Database.watching(pool);
        return RunsTwice.job("Totals", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        statement.execute("update totals set cents = 1999 where id = 1");
                        connection.commit();
                    }
                })
                .given(() -> db.execute("insert into totals values (1, 0)"))
                .watching(db)
                .within(Bounds.standard().deliveryWithin(Duration.ofSeconds(3)))
                .explore();
    }

    @Test
    void poolOfTwo_isNamed() {
        try (HikariDataSource pool = pool(2)) {
            Verdict verdict = explore(pool);

            assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
            assertThat(verdict.reason().orElseThrow())
                    .contains(
                            "did not return within",
                            "the pool \"billing-pool\" (HikariDataSource) of 2 connections",
                            "Give Database a pool of at least 4");
        }
    }

    @Test
    void poolOfFour_isEnough() {
        try (HikariDataSource pool = pool(4)) {
            Verdict verdict = explore(pool);

            assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        }
    }
}
