package io.runstwice.jdbc.session;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Cancels a statement that a thread is still executing. The server ignores a request to cancel that comes before the
 * statement has reached it, so the request is repeated. Until the statement is back, every other call on its connection
 * waits behind it.
 */
final class Recall {

    private static final long WITHIN = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(100);
    private static final int LOOKS_PER_REQUEST = 100;

    private Recall() {}

    /**
     * Cancels it until it is back.
     *
     * @param goesOn whether it is not
     * @return whether it is back; false if nothing could call it back for some seconds
     */
    static boolean of(Statement statement, BooleanSupplier goesOn) throws SQLException {
        long deadline = System.nanoTime() + WITHIN;
        for (int look = 0; goesOn.getAsBoolean(); look++) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            if (look % LOOKS_PER_REQUEST == 0) {
                statement.cancel();
            }
            LockSupport.parkNanos(LOOK);
        }
        return true;
    }
}
