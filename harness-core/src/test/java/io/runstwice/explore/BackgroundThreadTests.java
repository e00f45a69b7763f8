package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread of the application, older than any delivery, that looks at the watched database all the time. */
@Timeout(120)
class BackgroundThreadTests {

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private Database db;

    @BeforeEach
    void database() {
        db = Database.watching(Postgres.database(
                "background",
                List.of(
                        "create table charges (id int primary key, cents int not null)",
                        "create table beats (id int generated always as identity, at timestamptz)")));
    }

    @AfterEach
    void stop() throws InterruptedException {
        scheduler.shutdownNow();
        scheduler.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void everyMillisecond(String sql) {
        scheduler.scheduleWithFixedDelay(
                () -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                        looks.incrementAndGet();
                    } catch (Throwable failure) {
                        thrown.add(failure);
                    }
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
    }

    private Verdict explore(String sql) {
        Job job = delivery -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(sql);
                statement.execute("select count(*) from charges");
                connection.commit();
            }
        };
        return RunsTwice.job("Charging", job)
                .watching(db)
                .within(Bounds.standard())
                .explore();
    }

    @Test
    void threadThatReads_passesUntouched() {
        everyMillisecond("select count(*) from charges, generate_series(1, 20000)");

        Verdict safe = explore("insert into charges values (1, 1999) on conflict do nothing");
        Verdict unsafe = explore("insert into charges select coalesce(max(id), 0) + 1, 1999 from charges");

        assertThat(safe.isSafe()).as(safe.toString()).isTrue();
        assertThat(unsafe.isUnsafe()).as(unsafe.toString()).isTrue();
        assertThat(thrown).isEmpty();
        assertThat(looks).hasPositiveValue();
    }

    @Test
    void threadThatWrites_isInconclusive() throws SQLException {
        everyMillisecond("insert into beats(at) values (now())");

        Verdict verdict = explore("insert into charges values (1, 1999) on conflict do nothing");

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.reason().orElseThrow()).contains("beats");
    }
}
