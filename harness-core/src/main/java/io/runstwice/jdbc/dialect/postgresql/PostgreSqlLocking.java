package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Locking;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;

/** The locks of PostgreSQL, as the server reports them. */
final class PostgreSqlLocking implements Locking {

    /**
     * One round trip: the lock is looked up only for sessions that wait, and with it the row for which they are the
     * first in the queue. A session that looks for a deadlock at once does so after 1 ms; until then its wait may
     * still end as a deadlock of its own.
     */
    private static final String BLOCKED = """
            select b.session, b.by, l.granted, l.locktype as kind, l.relation::regclass::text as relation,
                l.classid::bigint as high, l.objid::bigint as low, l.objsubid as form
            from (select session, pg_blocking_pids(session) as by from unnest(?) session offset 0) b
            cross join lateral (select * from pg_locks l where l.pid = b.session and (l.granted and l.locktype = 'tuple'
                or not l.granted
                and (b.session <> all(?) or l.waitstart < clock_timestamp() - interval '100 ms')) offset 0) l
            where b.by <> '{}' order by l.granted, b.session""";

    /** The sessions that are listed; an active one would not notice that its client is gone. */
    private static final String LIVING = """
            select pid, case when state = 'active' then pg_terminate_backend(pid) end
                from pg_stat_activity where pid = any(?)""";

    private static final Duration GONE_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 200_000;

    private static final String REFUSED = "42501";
    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|min|h|d)?");

    @Override
    public long number(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** To plan the question takes longer than to answer it. Versions before 12 know no such setting. */
    @Override
    public void asksFrom(Connection asking) throws SQLException {
        try (Statement statement = asking.createStatement()) {
            statement.execute("select set_config(name, 'force_generic_plan', false)"
                    + " from pg_settings where name = 'plan_cache_mode'");
        }
    }

    @Override
    public @Nullable Blocked blocked(Connection asking, Collection<Long> sessions, Collection<Long> hasty)
            throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(BLOCKED)) {
            statement.setArray(1, array(asking, sessions));
            statement.setArray(2, array(asking, hasty));
            try (ResultSet locks = statement.executeQuery()) {
                return locks.next() && !locks.getBoolean("granted") ? blocked(locks) : null;
            }
        }
    }

    private static Array array(Connection asking, Collection<Long> sessions) throws SQLException {
        return asking.createArrayOf(
                "int4", sessions.stream().map(Long::intValue).toArray());
    }

    /**
     * A backend reads that its client is gone when it reads next; one that runs or waits does not read, and is told to
     * end. While it is listed it may hold locks.
     */
    @Override
    public void reap(Connection asking, Collection<Long> sessions) throws SQLException {
        long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        try (PreparedStatement statement = asking.prepareStatement(LIVING)) {
            statement.setArray(1, array(asking, sessions));
            while (isAnyListed(statement)) {
                if (System.nanoTime() > deadline) {
                    throw new SQLException("the server still has sessions of a process that was killed "
                            + GONE_WITHIN.toSeconds() + " seconds ago: " + sessions);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static boolean isAnyListed(PreparedStatement living) throws SQLException {
        try (ResultSet rows = living.executeQuery()) {
            return rows.next();
        }
    }

    private static Set<Long> numbers(Array pids) throws SQLException {
        Set<Long> numbers = new HashSet<>();
        for (Object pid : (Object[]) pids.getArray()) {
            numbers.add(((Number) pid).longValue());
        }
        return numbers;
    }

    /** The first of these locks is waited for; the row that a session holds follows. */
    private static Blocked blocked(ResultSet locks) throws SQLException {
        long session = locks.getLong("session");
        Set<Long> by = numbers(locks.getArray("by"));
        if (locks.getString("kind").equals("transactionid")) {
            return new Blocked(session, by, rowOf(session, locks));
        }
        return new Blocked(session, by, lock(locks));
    }

    private static @Nullable String rowOf(long session, ResultSet locks) throws SQLException {
        while (locks.next()) {
            if (locks.getBoolean("granted") && locks.getLong("session") == session) {
                return "a row of " + locks.getString("relation");
            }
        }
        return null;
    }

    private static @Nullable String lock(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "tuple" -> "a row of " + row.getString("relation");
            case "relation" -> "table " + row.getString("relation");
            case "advisory" -> "advisory lock " + advisory(row.getLong("high"), row.getLong("low"), row.getInt("form"));
            case "spectoken" -> null;
            default -> "a lock of kind " + row.getString("kind");
        };
    }

    /** One number of 64 bits, or two of 32. */
    private static String advisory(long high, long low, int form) {
        return form == 1 ? String.valueOf(high << 32 | low) : (int) high + ", " + (int) low;
    }

    @Override
    public boolean chooses(Connection connection) throws SQLException {
        try {
            look(connection, Look.HARDLY_EVER, false);
            look(connection, Look.AS_CONFIGURED, false);
            return true;
        } catch (SQLException refused) {
            if (REFUSED.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        }
    }

    /** PostgreSQL looks once per wait, {@code deadlock_timeout} after it began. */
    @Override
    public void look(Connection connection, Look look, boolean within) throws SQLException {
        set(connection, (within ? "set local " : "set ") + deadlockTimeout(look));
    }

    /** The setting that makes a session look so, outside a transaction; empty if it does after {@code reset all}. */
    static String setting(Look look) {
        return look == Look.AS_CONFIGURED ? "" : "set " + deadlockTimeout(look);
    }

    private static String deadlockTimeout(Look look) {
        return "deadlock_timeout = "
                + switch (look) {
                    case AS_CONFIGURED -> "default";
                    case HARDLY_EVER -> "'1h'";
                    case AT_ONCE -> "'1ms'";
                };
    }

    /** Without beginning a transaction that the job has not begun. */
    private static void set(Connection connection, String setting) throws SQLException {
        connection.unwrap(BaseConnection.class).execSQLUpdate(setting);
    }

    @Override
    public Timeouts timeouts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("show lock_timeout; show statement_timeout");
            long lock = time(statement.getResultSet());
            statement.getMoreResults();
            return new Timeouts(lock, time(statement.getResultSet()));
        }
    }

    private static long time(ResultSet shown) throws SQLException {
        shown.next();
        Matcher time = TIME.matcher(shown.getString(1));
        if (!time.matches()) {
            return 0;
        }
        long unit =
                switch (time.group(2) == null ? "ms" : time.group(2)) {
                    case "s" -> 1_000;
                    case "min" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 1;
                };
        return Long.parseLong(time.group(1)) * unit;
    }

    @Override
    public void expire(Connection connection, Timeouts timeouts, boolean within) throws SQLException {
        String set = within ? "set local " : "set ";
        set(connection, set + "lock_timeout = " + timeouts.lock());
        set(connection, set + "statement_timeout = " + timeouts.statement());
    }
}
