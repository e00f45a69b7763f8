package io.runstwice.examples.bench;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.support.Postgres;
import io.runstwice.examples.support.Sql;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * An import that writes many rows, each with an id, a token and a time, explored for crashes and lost messages. By hand
 * the same deliveries write the same rows, and they are read and taken away again: the ratio must not grow with their
 * number.
 */
final class ManyRows {

    private static final List<Integer> SIZES = List.of(10_000, 30_000, 100_000);

    /** It holds in every phase, and is no part of what is measured. */
    private static final Duration GUARD = Duration.ofMinutes(30);

    private final AtomicInteger written = new AtomicInteger();
    private final DataSource harnessed;
    private final DataSource plain;
    private final int rows;

    private ManyRows(Postgres postgres, int rows) {
        this.rows = rows;
        this.harnessed = postgres.database("rows_" + rows + "_harness", ManyRows.class);
        this.plain = postgres.database("rows_" + rows + "_plain", ManyRows.class);
    }

    static void run(Postgres postgres) throws SQLException {
        System.out.printf("many rows in one delivery: schedules, harness, by hand, and the ratio%n");
        new ManyRows(postgres, 1_000).explore();
        for (int rows : SIZES) {
            new ManyRows(postgres, rows).compare();
        }
        System.out.println();
    }

    private void compare() throws SQLException {
        long begin = System.nanoTime();
        int schedules = explore();
        double harness = secondsSince(begin);
        double byHand = byHand(written.get(), schedules);
        System.out.printf(
                Locale.ROOT,
                "    %,8d rows %,5d %8.1f s %8.1f s %8.2f%n",
                rows,
                schedules,
                harness,
                byHand,
                harness / byHand);
    }

    private int explore() {
        Database db = Database.watching(harnessed);
        Verdict verdict = RunsTwice.job("import", delivery -> deliver(db.dataSource()))
                .watching("db", db)
                .within(Bounds.standard().oneAtATime().guard(GUARD))
                .explore();
        verdict.orThrow();
        return verdict.coverage().explored();
    }

    private void deliver(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            if (Sql.update(connection, "INSERT INTO imports (id) VALUES (1) ON CONFLICT DO NOTHING") == 1) {
                write(connection);
            }
            connection.commit();
        }
    }

    private void write(Connection connection) throws SQLException {
        written.incrementAndGet();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO lines (line, amount_cents, note, imported_at) SELECT * FROM unnest(?::int[], ?::int[], ?::text[], ?::timestamptz[])")) {
            Object[] lines = new Object[rows];
            Object[] amounts = new Object[rows];
            Object[] notes = new Object[rows];
            Object[] times = new Object[rows];
            Arrays.setAll(lines, line -> line);
            Arrays.setAll(amounts, line -> line % 997);
            Arrays.setAll(notes, line -> "line " + line + " of batch " + UUID.randomUUID());
            Arrays.fill(times, Timestamp.from(Instant.now()));
            insert.setArray(1, connection.createArrayOf("int", lines));
            insert.setArray(2, connection.createArrayOf("int", amounts));
            insert.setArray(3, connection.createArrayOf("text", notes));
            insert.setArray(4, connection.createArrayOf("timestamptz", times));
            insert.executeUpdate();
        }
    }

    /** Seconds for so many imports, and for reading and taking away the rows of so many schedules. */
    private double byHand(int imports, int schedules) throws SQLException {
        long begin = System.nanoTime();
        for (int schedule = 1; schedule <= schedules; schedule++) {
            int times = (int) ((long) imports * schedule / schedules - (long) imports * (schedule - 1) / schedules);
            for (int i = 0; i < times; i++) {
                Sql.update(plain, "TRUNCATE imports, lines");
                deliver(plain);
            }
            Sql.all(plain, row -> row.getLong(1) + row.getString(4), "SELECT * FROM lines ORDER BY id");
        }
        return secondsSince(begin);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
