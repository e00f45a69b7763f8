package io.runstwice.jdbc.dialect.h2;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.h2.command.Command;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcSQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * The waits of H2 that its lock table does not show.
 *
 * <p>A statement that meets a key of a unique index which another transaction has written does not wait for that
 * transaction: it fails within the engine, and is executed again, over and over, until the other one has ended. What
 * tells it is the failure itself, of a class that H2 uses for nothing else within a command: the thread that executes
 * the statement is seen while it makes one. That it is not seen at one look says nothing, so it counts only when it is.
 */
final class H2Retries {

    private static final String COMMAND = Command.class.getName();

    private static final String FAILURE = JdbcSQLTransientException.class.getName();

    private final Map<Long, Thread> executing = new ConcurrentHashMap<>();

    /** This thread is about to execute a statement on a session. */
    void begins(long session) {
        executing.put(session, Thread.currentThread());
    }

    void ended(long session) {
        executing.remove(session);
    }

    /**
     * The sessions that one of these waits for in this way; empty if it does not wait, or if the holder cannot be
     * told.
     */
    Set<Long> blockers(SessionLocal session) {
        Thread thread = executing.get((long) session.getId());
        if (!isRetrying(thread)) {
            return Set.of();
        }
        return Arrays.stream(session.getDatabase().getSessions(false))
                .filter(other -> other != session && other.containsUncommitted())
                .map(other -> (long) other.getId())
                .collect(Collectors.toSet());
    }

    private static boolean isRetrying(@Nullable Thread thread) {
        boolean fails = false;
        if (thread != null) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                fails |= frame.getClassName().equals(FAILURE);
                if (fails && frame.getClassName().equals(COMMAND)) {
                    return true;
                }
            }
        }
        return false;
    }
}
