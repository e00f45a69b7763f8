package io.runstwice.examples.bench;

import io.runstwice.examples.chargeuser.BrokenChargeUserJob;
import io.runstwice.examples.support.Postgres;
import io.runstwice.examples.support.Sql;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * How long it takes until a wait for a row of PostgreSQL is known, from the moment at which the blocked statement was
 * sent; asked as often as the director of a run asks. Each answer is checked: which worker waits, for which, and that
 * none does before and after.
 */
final class LockWaits {

    private static final int WAITS = 10_000;
    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(200);

    private record Hand(String name) implements Worker {

        @Override
        public boolean isDead() {
            return false;
        }
    }

    /** Everything passes; says when. */
    private static final class Door implements Gate {

        private final ThreadLocal<Worker> worker = new ThreadLocal<>();
        private volatile long sent;

        @Override
        public Worker owner(Worker opener) {
            return worker.get() == null ? opener : worker.get();
        }

        @Override
        public <T> T pass(Worker owner, Call<T> call) throws Exception {
            sent = System.nanoTime();
            return call.proceed();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public void doubt(String reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void note(String fact) {
            System.out.println("    note: " + fact);
        }
    }

    /** Asks once whether the second worker waits. */
    private interface Watcher {
        Optional<Wait> look() throws SQLException;
    }

    private final Database db;
    private final DataSource plain;
    private final Door gate = new Door();
    private final Hand one = new Hand("D1");
    private final Hand other = new Hand("D2");
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private int wrong;

    private LockWaits(DataSource plain) {
        this.plain = plain;
        this.db = Database.watching(plain);
    }

    static void run(Postgres postgres) throws Exception {
        new LockWaits(postgres.database("lock_waits", BrokenChargeUserJob.class)).run();
    }

    private void run() throws Exception {
        db.execute("create table if not exists held (id int primary key, n int)");
        db.open("db", gate);
        db.execute("insert into held values (1, 0)");
        try {
            gate.worker.set(one);
            try (Connection holder = db.dataSource().getConnection();
                    Statement holding = holder.createStatement();
                    Connection waiter = thread.submit(this::waiter).get();
                    Statement waiting = waiter.createStatement();
                    Connection watching = plain.getConnection()) {
                holder.setAutoCommit(false);
                int backend = thread.submit(() -> backend(waiter)).get();
                System.out.printf(Locale.ROOT, "%,d waits for a row of PostgreSQL%n", WAITS);
                measure("harness", holding, waiting, this::asTheDirectorDoes);
                measure("bare loop", holding, waiting, byHand(backend, watching));
                System.out.printf("    %d wrong%n%n", wrong);
                if (wrong > 0) {
                    throw new IllegalStateException(
                            wrong + " waits were seen where there were none, or not where there were");
                }
            }
        } finally {
            thread.shutdown();
            db.close();
        }
    }

    private Connection waiter() throws SQLException {
        gate.worker.set(other);
        Connection waiter = db.dataSource().getConnection();
        waiter.setAutoCommit(false);
        return waiter;
    }

    private static int backend(Connection connection) throws SQLException {
        int backend = Sql.all(connection, row -> row.getInt(1), "SELECT pg_backend_pid()")
                .get(0);
        connection.rollback();
        return backend;
    }

    private Optional<Wait> asTheDirectorDoes() throws SQLException {
        Optional<Wait> wait = db.waits(other);
        if (wait.isEmpty()) {
            LockSupport.parkNanos(LOOK);
        }
        return wait;
    }

    /**
     * One query, asked again and again without a pause; it does not say what is waited for, and knows the holder
     * because the script does.
     */
    private Watcher byHand(int backend, Connection watching) {
        return () -> Sql.all(watching, row -> row.getInt(1), "SELECT 1 WHERE pg_blocking_pids(?) <> '{}'", backend)
                        .isEmpty()
                ? Optional.empty()
                : Optional.of(new Wait(Set.of(one), "", false));
    }

    private void measure(String name, Statement holding, Statement waiting, Watcher watcher) throws Exception {
        long[] nanos = new long[WAITS];
        for (int i = -WAITS / 10; i < WAITS; i++) {
            nanos[Math.max(i, 0)] = once(holding, waiting, watcher);
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "    %-12s known after %.2f ms (p50), %.2f ms (p99), %.2f ms (p99.9)%n",
                name,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[(int) (nanos.length * 0.999)] / 1e6);
    }

    private long once(Statement holding, Statement waiting, Watcher watcher) throws Exception {
        holding.executeUpdate("update held set n = n + 1 where id = 1");
        check(db.waits(other).isEmpty());
        gate.sent = 0;
        Future<Integer> blocked = thread.submit(() -> {
            int rows = waiting.executeUpdate("update held set n = n + 1 where id = 1");
            waiting.getConnection().rollback();
            return rows;
        });
        while (gate.sent == 0) {
            Thread.onSpinWait();
        }
        Optional<Wait> wait = watcher.look();
        while (wait.isEmpty()) {
            wait = watcher.look();
        }
        long nanos = System.nanoTime() - gate.sent;
        check(!blocked.isDone() && wait.get().holders().equals(Set.<Worker>of(one)));
        check(db.waits(one).isEmpty());
        holding.getConnection().rollback();
        check(blocked.get() == 1);
        return nanos;
    }

    private void check(boolean right) {
        wrong += right ? 0 : 1;
    }
}
