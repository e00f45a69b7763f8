package io.runstwice.examples.bench;

import io.runstwice.examples.support.Sql;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * The script that a developer would write to show a race: two connections, and which of them runs its next statement
 * when. It knows in advance which statement will wait, compares nothing and tells nothing.
 */
final class TwoHands implements AutoCloseable {

    /** The statements that can be asked for, by the first words of what a trace calls them. */
    interface Statements {
        void run(Connection connection, String label) throws SQLException;
    }

    private final Statements statements;
    private final Statements reset;
    private final Connection watcher;
    private final Map<Integer, Hand> hands = new HashMap<>();

    private record Hand(Connection connection, int backend, ExecutorService thread) {}

    /**
     * A line of the script.
     *
     * @param begins whether the statement is sent
     * @param returns whether its answer is awaited
     */
    private record Line(int hand, String label, boolean begins, boolean returns) {}

    TwoHands(DataSource database, Statements statements, Statements reset) throws SQLException {
        this.statements = statements;
        this.reset = reset;
        watcher = database.getConnection();
        for (int hand = 1; hand <= 2; hand++) {
            Connection connection = database.getConnection();
            int backend = Sql.all(connection, row -> row.getInt(1), "SELECT pg_backend_pid()")
                    .get(0);
            connection.setAutoCommit(false);
            hands.put(hand, new Hand(connection, backend, Executors.newSingleThreadExecutor()));
        }
    }

    /** Runs these orders once more; returns the seconds it took. */
    double seconds(List<Run> orders) throws Exception {
        List<List<Line>> scripts = orders.stream().map(TwoHands::script).toList();
        long begin = System.nanoTime();
        for (List<Line> script : scripts) {
            reset.run(watcher, "before");
            run(script);
            reset.run(watcher, "after");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static List<Line> script(Run order) {
        List<Line> script = new ArrayList<>();
        for (Step step : order.steps()) {
            if (step instanceof Step.Waits waits) {
                script.add(
                        new Line(waits.delivery(), waits.point().orElseThrow().label(), true, false));
            } else if (step instanceof Step.Passed passed) {
                boolean waited = script.stream()
                        .anyMatch(line -> line.hand() == passed.delivery()
                                && !line.returns()
                                && line.label().equals(passed.point().label()));
                script.add(new Line(passed.delivery(), passed.point().label(), !waited, true));
            }
        }
        return script;
    }

    private void run(List<Line> script) throws Exception {
        Map<Integer, Future<?>> waiting = new HashMap<>();
        for (Line line : script) {
            Hand hand = hands.get(line.hand());
            if (!line.returns()) {
                waiting.put(line.hand(), hand.thread().submit(() -> {
                    statements.run(hand.connection(), line.label());
                    return line;
                }));
                awaitWait(hand.backend());
            } else if (line.begins()) {
                statements.run(hand.connection(), line.label());
            } else {
                waiting.get(line.hand()).get();
            }
        }
        for (Hand hand : hands.values()) {
            hand.connection().rollback();
        }
    }

    private void awaitWait(int backend) throws SQLException {
        while (Sql.all(watcher, row -> row.getInt(1), "SELECT 1 WHERE pg_blocking_pids(?) <> '{}'", backend)
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Hand hand : hands.values()) {
            hand.thread().shutdown();
            hand.connection().close();
        }
        watcher.close();
    }
}
