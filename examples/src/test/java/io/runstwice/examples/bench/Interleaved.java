package io.runstwice.examples.bench;

import io.runstwice.examples.checkthenact.ChargeOnceScenarios;
import io.runstwice.examples.support.Postgres;
import io.runstwice.examples.support.Sql;
import io.runstwice.explore.Orders;
import io.runstwice.jdbc.Database;
import io.runstwice.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Every order of two check-then-act jobs of four statements, with and without a lock, against a script with two
 * connections. Both are warm, and take turns, so that what else the machine does hits both.
 */
final class Interleaved {

    /** After so many seconds the compiler has little left to do; on two cores it takes part of them until then. */
    private static final double UNTIL_WARM = 30;

    /** How many seconds of it are compared at a time. */
    private static final double SECONDS = 5;

    private static final int ROUNDS = 4;

    private final String lock;
    private final Database db;
    private final DataSource plain;

    private Interleaved(Postgres postgres, String name, String lock) {
        this.lock = lock;
        this.db = Database.watching(postgres.database(name + "_harness", ChargeOnceScenarios.class));
        this.plain = postgres.database(name + "_plain", ChargeOnceScenarios.class);
    }

    static void run(Postgres postgres) throws Exception {
        new Interleaved(postgres, "orders", "").run("check, then act");
        new Interleaved(postgres, "locked_orders", " FOR UPDATE").run("the same with FOR UPDATE");
    }

    private void run(String name) throws Exception {
        try (Orders orders = new Orders(Map.of("db", db), () -> db.execute(given()), attempt -> charge());
                TwoHands byHand = new TwoHands(plain, this::statement, Interleaved::reset)) {
            long begin = System.nanoTime();
            List<Run> all = orders.unreduced(100_000);
            double first = secondsSince(begin);
            int times = (int) Math.ceil(explorationsPerSecond(orders) * SECONDS);
            List<Run> script = Collections.nCopies(times, all).stream()
                    .flatMap(List::stream)
                    .toList();
            for (double warm = 0; warm < UNTIL_WARM; ) {
                warm += byHand.seconds(script);
            }
            double harness = 0;
            double hand = 0;
            for (int round = 0; round < ROUNDS; round += 2) {
                harness += seconds(orders, times);
                hand += byHand.seconds(script) + byHand.seconds(script);
                harness += seconds(orders, times);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s%n    orders             %,7d, %,d after reduction%n    first exploration  %7.2f s without reduction%n"
                            + "    harness            %,7.0f interleavings/s%n    by hand            %,7.0f interleavings/s%n"
                            + "    cost ratio         %7.2f%n%n",
                    name,
                    all.size(),
                    orders.reduced().size(),
                    first,
                    ROUNDS * script.size() / harness,
                    ROUNDS * script.size() / hand,
                    harness / hand);
        }
    }

    private static double explorationsPerSecond(Orders orders) {
        long begin = System.nanoTime();
        int explorations = 0;
        while (secondsSince(begin) < UNTIL_WARM) {
            orders.unreduced(100_000);
            explorations++;
        }
        return explorations / secondsSince(begin);
    }

    private static double seconds(Orders orders, int times) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            orders.unreduced(100_000);
        }
        return secondsSince(begin);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String given() {
        return "INSERT INTO invoices (id) VALUES (42)";
    }

    private void charge() throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean charged = isCharged(connection);
            if (!charged) {
                statement(connection, "INSERT charges");
                statement(connection, "UPDATE invoices");
            }
            connection.commit();
        }
    }

    private boolean isCharged(Connection connection) throws SQLException {
        return Sql.all(connection, row -> row.getBoolean(1), "SELECT charged FROM invoices WHERE id = 42" + lock)
                .get(0);
    }

    private void statement(Connection connection, String label) throws SQLException {
        switch (label) {
            case "SELECT invoices" -> isCharged(connection);
            case "INSERT charges" -> Sql.update(connection, "INSERT INTO charges (invoice_id) VALUES (42)");
            case "UPDATE invoices" -> Sql.update(connection, "UPDATE invoices SET charged = true WHERE id = 42");
            case "COMMIT" -> connection.commit();
            default -> throw new IllegalArgumentException(label);
        }
    }

    /** Rows before, and rows after: what a script looks at. */
    private static void reset(Connection connection, String when) throws SQLException {
        if (when.equals("before")) {
            connection.setAutoCommit(false);
            Sql.update(connection, "DELETE FROM charges");
            Sql.update(connection, "DELETE FROM invoices");
            Sql.update(connection, given());
            connection.commit();
            connection.setAutoCommit(true);
        } else {
            for (String table : List.of("charges", "invoices")) {
                Sql.all(connection, row -> row.getString(1), "SELECT * FROM " + table);
            }
        }
    }
}
