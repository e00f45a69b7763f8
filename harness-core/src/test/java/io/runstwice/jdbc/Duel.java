package io.runstwice.jdbc;

import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Some workers on one watched database, each with a thread and a session of its own; the test is the harness's thread.
 */
final class Duel {

    /** One of them. */
    final class Fighter {

        final ScriptedWorker worker;
        private final ExecutorService thread = Executors.newSingleThreadExecutor(body -> {
            Thread made = new Thread(body);
            made.setDaemon(true);
            return made;
        });
        private @Nullable Connection connection;

        private Fighter(String name) {
            worker = new ScriptedWorker(name);
            thread.execute(() -> gate.ofThread.set(worker));
        }

        Connection connection() throws SQLException {
            if (connection == null) {
                connection = db.dataSource().getConnection();
                connection.setAutoCommit(false);
            }
            return connection;
        }

        /** The same for more than one statement. */
        CompletableFuture<@Nullable SQLException> starts(Act act) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            act.on(connection());
                            return null;
                        } catch (SQLException refusal) {
                            return refusal;
                        }
                    },
                    thread);
        }

        /** Begins something that may have to wait; gives the refusal, or null. */
        CompletableFuture<@Nullable SQLException> starts(String sql) {
            return starts(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            });
        }

        /** Does something that does not have to wait. */
        void does(Act act) throws SQLException {
            SQLException refusal = result(starts(act));
            if (refusal != null) {
                throw refusal;
            }
        }

        void does(String... statements) throws SQLException {
            for (String sql : statements) {
                SQLException refusal = result(starts(sql));
                if (refusal != null) {
                    throw refusal;
                }
            }
        }

        @Nullable
        Object query(String sql) throws SQLException {
            Object[] found = new Object[1];
            does(connection -> {
                try (Statement statement = connection.createStatement();
                        var rows = statement.executeQuery(sql)) {
                    found[0] = rows.next() ? rows.getObject(1) : null;
                }
            });
            return found[0];
        }

        /** Waits until the server says that this worker waits. */
        Wait awaitWait() {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            Optional<Wait> wait = db.waits(worker);
            while (wait.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(worker.name() + " does not wait");
                }
                LockSupport.parkNanos(100_000);
                wait = db.waits(worker);
            }
            return wait.get();
        }

        private void leave() {
            result(starts(Connection::close));
            thread.shutdown();
        }
    }

    interface Act {
        void on(Connection connection) throws SQLException;
    }

    private static final class Turnstile implements Gate {

        final ThreadLocal<@Nullable Worker> ofThread = new ThreadLocal<>();
        final Set<Worker> expiring = ConcurrentHashMap.newKeySet();
        final List<String> notes = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable Worker owner(@Nullable Worker opener) {
            Worker own = ofThread.get();
            return own == null ? opener : own;
        }

        @Override
        public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
            if (owner != null && expiring.remove(owner)) {
                call.expire();
            }
            return call.proceed();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public void doubt(String reason) {
            notes.add(reason);
        }

        @Override
        public void note(String fact) {
            notes.add(fact);
        }
    }

    final Database db;
    final List<Fighter> fighters;
    private final Turnstile gate = new Turnstile();

    Duel(DataSource source, int workers) {
        db = Database.watching(source).disposable();
        db.open("db", gate);
        fighters = java.util.stream.IntStream.rangeClosed(1, workers)
                .mapToObj(number -> new Fighter("D" + number))
                .toList();
    }

    Fighter one() {
        return fighters.get(0);
    }

    Fighter two() {
        return fighters.get(1);
    }

    List<String> notes() {
        return gate.notes;
    }

    /** The next interaction of this worker expires where it waits. */
    void expire(Fighter fighter) {
        gate.expiring.add(fighter.worker);
    }

    static @Nullable SQLException result(CompletableFuture<@Nullable SQLException> doing) {
        try {
            return doing.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException stuck) {
            throw new AssertionError("it did not end", stuck);
        }
    }

    void close() {
        try {
            db.endRun(); // whoever still waits is cancelled
            for (Fighter fighter : fighters) {
                fighter.leave();
            }
        } finally {
            db.close();
        }
    }
}
