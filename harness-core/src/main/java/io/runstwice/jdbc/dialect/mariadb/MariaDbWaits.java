package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.sql.Token;
import io.runstwice.jdbc.sql.Token.Kind;
import io.runstwice.jdbc.sql.Tokenizer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The waits between sessions of a MariaDB server, as the server reports them: rows, gaps and tables of InnoDB, locks
 * by name, schemas.
 */
final class MariaDbWaits {

    /**
     * A session that is kept waiting.
     *
     * @param holders the sessions that keep it waiting
     * @param lock the lock that it waits for, as a story names it
     */
    record Waiting(Set<Long> holders, String lock) {}

    private record Shown(@Nullable String state, @Nullable String sql) {}

    private MariaDbWaits() {}

    /** The wait of this session, or null. */
    static @Nullable Waiting of(Connection connection, long session) throws SQLException {
        MariaDbMonitor monitor = MariaDbMonitor.of(connection);
        MariaDbLock awaited = monitor.awaited(session);
        if (awaited == null) {
            return outsideOfInnoDb(connection, session, monitor);
        }
        if (!monitor.isSure(session) && isToldNow(connection)) {
            monitor = MariaDbMonitor.of(connection);
            awaited = monitor.awaited(session);
        }
        return awaited == null ? null : new Waiting(monitor.holders(session, awaited), shown(awaited));
    }

    /**
     * Tells the monitor to print held locks, too. That costs nothing while the monitor is not read, so the setting
     * stays.
     */
    private static boolean isToldNow(Connection connection) {
        try {
            if ("1".equals(Queries.text(connection, "select @@global.innodb_status_output_locks"))) {
                return false;
            }
            Queries.run(connection, "set global innodb_status_output_locks = on");
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    private static String shown(MariaDbLock lock) {
        String what =
                lock.isOfTable() ? "the table " : lock.mode().contains(" insert intention") ? "a gap in " : "a row of ";
        return what + lock.table();
    }

    private static @Nullable Waiting outsideOfInnoDb(Connection connection, long session, MariaDbMonitor monitor)
            throws SQLException {
        List<Shown> shown = Queries.rows(
                connection,
                "select state, info from information_schema.processlist where id = " + session,
                row -> new Shown(row.getString(1), row.getString(2)));
        String state = shown.isEmpty() ? null : shown.get(0).state();
        if (state == null) {
            return null;
        }
        if (state.equals("User lock")) {
            return named(connection, String.valueOf(shown.get(0).sql()));
        }
        boolean schema = state.startsWith("Waiting for ") && state.endsWith(" lock");
        return schema ? new Waiting(monitor.others(session), "a " + state.substring("Waiting for ".length())) : null;
    }

    private static Waiting named(Connection connection, String sql) throws SQLException {
        List<Token> tokens = Tokenizer.tokens(sql, true);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("GET_LOCK") && tokens.get(i + 2).kind() == Kind.STRING) {
                String name = tokens.get(i + 2).text();
                String holder = Queries.text(connection, "select is_used_lock(" + name + ")");
                return new Waiting(holder == null ? Set.of() : Set.of(Long.parseLong(holder)), "the lock " + name);
            }
        }
        return new Waiting(Set.of(), "a lock by name");
    }
}
