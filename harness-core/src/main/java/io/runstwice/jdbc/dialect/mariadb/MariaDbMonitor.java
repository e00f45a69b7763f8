package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * InnoDB's report on running transactions at one moment.
 *
 * <p>Read from its monitor ({@code SHOW ENGINE INNODB STATUS}, 0.14 ms): the views of the information schema stand
 * still for 0.1 s after each read. The monitor prints the locks that others hold only when the server is told to, and
 * no more than ten locks of a transaction. A transaction that may hold more counts as a holder.
 */
final class MariaDbMonitor {

    private static final Pattern SESSION = Pattern.compile("(?m)^MariaDB thread id (\\d+),");
    private static final Pattern RECORD = Pattern.compile("Record lock, heap no (\\d+) .*");

    /** One transaction that a session is in. */
    private record Running(long session, String text, List<MariaDbLock> locks) {

        boolean holdsAny() {
            return !text.contains("\n0 lock struct(s)");
        }

        boolean isShownWhole() {
            return locks.stream().anyMatch(MariaDbLock::isOfTable) && !text.contains("SUPPRESSING FURTHER PRINTS");
        }
    }

    private final List<Running> transactions = new ArrayList<>();

    MariaDbMonitor(String text) {
        String[] parts = text.split("\n---TRANSACTION ");
        for (int i = 1; i < parts.length; i++) {
            Matcher session = SESSION.matcher(parts[i]);
            if (session.find()) {
                transactions.add(new Running(Long.parseLong(session.group(1)), parts[i], locks(parts[i])));
            }
        }
    }

    static MariaDbMonitor of(Connection connection) throws SQLException {
        return new MariaDbMonitor(Objects.requireNonNullElse(
                Queries.rows(connection, "show engine innodb status", row -> row.getString(3))
                        .get(0),
                ""));
    }

    private static List<MariaDbLock> locks(String text) {
        List<MariaDbLock> locks = new ArrayList<>();
        for (String line : text.split("\n")) {
            MariaDbLock lock = MariaDbLock.begunBy(line);
            Matcher record = RECORD.matcher(line);
            if (lock != null) {
                locks.add(lock);
            } else if (record.matches()
                    && !locks.isEmpty()
                    && !locks.get(locks.size() - 1).isOfTable()) {
                locks.get(locks.size() - 1).records().add(Integer.parseInt(record.group(1)));
            }
        }
        return locks;
    }

    /** Whether the transaction of this session may have changed a row; true if the user may not ask. */
    static boolean wrote(Connection connection, long session) {
        try {
            Running mine = MariaDbMonitor.of(connection).of(session);
            return mine == null || mine.text().contains("undo log entries ");
        } catch (SQLException refused) {
            return true;
        }
    }

    private @Nullable Running of(long session) {
        return transactions.stream()
                .filter(running -> running.session() == session)
                .findFirst()
                .orElse(null);
    }

    /** The lock that keeps this session waiting, or null. */
    @Nullable
    MariaDbLock awaited(long session) {
        Running mine = of(session);
        return mine == null
                ? null
                : mine.locks().stream()
                        .filter(MariaDbLock::isWaiting)
                        .findFirst()
                        .orElse(null);
    }

    /** Whether the holders of locks are certain. */
    boolean isSure(long session) {
        return transactions.stream()
                .filter(running -> running.session() != session && running.holdsAny())
                .allMatch(Running::isShownWhole);
    }

    /**
     * The sessions that hold the lock for which this session waits; else those that wait for it longer; in doubt all
     * sessions that hold any lock.
     */
    Set<Long> holders(long session, MariaDbLock awaited) {
        Set<Long> holders = others(
                session, running -> running.locks().stream().anyMatch(lock -> !lock.isWaiting() && lock.bars(awaited)));
        if (holders.isEmpty() && isSure(session)) {
            holders = others(session, running -> running.locks().stream().anyMatch(lock -> lock.bars(awaited)));
        }
        return holders.isEmpty() ? others(session, Running::holdsAny) : holders;
    }

    /** Every other session that is in a transaction. */
    Set<Long> others(long session) {
        return others(session, running -> true);
    }

    private Set<Long> others(long session, Predicate<Running> which) {
        return transactions.stream()
                .filter(running -> running.session() != session)
                .filter(which)
                .map(Running::session)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
