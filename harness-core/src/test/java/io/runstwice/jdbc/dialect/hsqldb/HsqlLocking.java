package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What HSQLDB tells of its locks: which sessions wait for which. It refuses the session that closes a cycle. */
final class HsqlLocking implements Locking {

    private static final String WAITS =
            "select session_id, this_waiting_for, waiting_for_this, latch_count from information_schema.system_sessions";

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Override
    public long number(Connection connection) throws SQLException {
        return HsqlSession.of(connection).getId();
    }

    /** Who waits for whom stands on either side, depending on what is waited for. */
    @Override
    public @Nullable Blocked blocked(Connection asking, Collection<Long> sessions, Collection<Long> hasty)
            throws SQLException {
        Map<Long, Set<Long>> holders = new HashMap<>();
        Set<Long> latched = new HashSet<>();
        Queries.each(asking, WAITS, row -> {
            long session = row.getLong(1);
            numbers(row.getString(2)).forEach(holder -> holders.computeIfAbsent(session, any -> new HashSet<>())
                    .add(holder));
            numbers(row.getString(3)).forEach(waiter -> holders.computeIfAbsent(waiter, any -> new HashSet<>())
                    .add(session));
            if (row.getInt(4) > 0) {
                latched.add(session);
            }
        });
        for (long session : sessions) {
            if (latched.contains(session) && holders.containsKey(session)) {
                return new Blocked(session, holders.get(session), null);
            }
        }
        return null;
    }

    private static Stream<Long> numbers(@Nullable String text) {
        return text == null
                ? Stream.of()
                : NUMBER.matcher(text).results().map(MatchResult::group).map(Long::valueOf);
    }
}
