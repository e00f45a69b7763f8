package io.runstwice.examples.bench;

import io.runstwice.examples.checkthenact.ChargeOnceScenarios;
import io.runstwice.examples.support.Postgres;
import io.runstwice.examples.support.Sql;
import io.runstwice.explore.Orders;
import io.runstwice.jdbc.Database;
import io.runstwice.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Every order of two check-then-act jobs of four statements, with and without a lock, against a script with two connections. Both are warm, and take
 * turns, so that what else the machine does hits both.
 */
final class Interleaved {

    private static final double SECONDS = 5;

    /** After so many the compiler has little left to do; on two cores it takes part of them until then. */
    private static final double UNTIL_WARM = 30;

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
            int all = orders.unreduced(100_000).size();
            List<Run> reduced = orders.reduced();
            Pace cold = harness(orders, SECONDS);
            Pace warming = harness(orders, UNTIL_WARM);
            Pace harness = Pace.NONE;
            double hand = 0;
            byHand.seconds(warming.runs());
            for (int round = 0; round < ROUNDS; round++) {
                Pace more = harness(orders, SECONDS);
                harness = harness.and(more);
                hand += byHand.seconds(more.runs());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s%n    orders             %,7d, %,d after reduction%n    one exploration    %7.2f s without reduction%n"
                            + "    harness            %,7.0f interleavings/s, %,.0f in its first seconds%n"
                            + "    by hand            %,7.0f interleavings/s%n"
                            + "    cost ratio         %7.2f%n%n",
                    name,
                    all,
                    reduced.size(),
                    all / harness.perSecond(),
                    harness.perSecond(),
                    cold.perSecond(),
                    harness.runs().size() / hand,
                    harness.seconds() / hand);
        }
    }

    /** What was run, and how long it took. */
    private record Pace(List<Run> runs, double seconds) {

        static final Pace NONE = new Pace(List.of(), 0);

        Pace and(Pace more) {
            List<Run> all = new ArrayList<>(runs);
            all.addAll(more.runs);
            return new Pace(all, seconds + more.seconds);
        }

        double perSecond() {
            return runs.size() / seconds;
        }
    }

    private static Pace harness(Orders orders, double seconds) {
        List<Run> runs = new ArrayList<>();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < seconds * 1e9) {
            runs.addAll(orders.unreduced(100_000));
        }
        return new Pace(runs, (System.nanoTime() - begin) / 1e9);
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
