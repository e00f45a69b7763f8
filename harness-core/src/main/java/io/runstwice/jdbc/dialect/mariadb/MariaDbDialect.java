package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Containers;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.OwnServer;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.schema.Sequence;
import io.runstwice.jdbc.schema.UniqueKey;
import io.runstwice.jdbc.schema.UniqueKeys;
import io.runstwice.jdbc.sql.NowCode;
import io.runstwice.jdbc.sql.Phrase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * MariaDB 10.6 and later through its own driver: the InnoDB tables of the one database that the URL names.
 *
 * <p>It knows no way to keep triggers still, and moves a counter back by DDL: {@link MariaDbRows} and {@link MariaDbCounters}
 * say what follows.
 */
final class MariaDbDialect implements Dialect {

    /** Locks by name are the server's, not the database's. */
    private static final String LOCK = "concat('runstwice ', sha1(database()))";

    private static final String UNIQUE_KEYS = """
            select s.table_schema, s.table_name, s.index_name, s.column_name, s.nullable = 'YES' or s.sub_part is not null
            from information_schema.statistics s where s.table_schema = database() and s.non_unique = 0""";

    /** These end the transaction that is open, although their name does not say so. */
    private static final Set<String> COMMITTING = Set.of(
            "BEGIN START LOCK UNLOCK TRUNCATE CREATE ALTER DROP RENAME GRANT REVOKE ANALYZE OPTIMIZE REPAIR FLUSH"
                    .split(" "));

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final MariaDbRows rows = new MariaDbRows();
    private final MariaDbAgeing ageing = new MariaDbAgeing(rows);
    private final Locking locking = new MariaDbLocking();
    private volatile MariaDbCounters counters = MariaDbCounters.NONE;

    /** Where {@code now()} is written in by sessions that set no zone of their own. */
    private volatile ZoneId zone = ZoneId.systemDefault();

    @Override
    public String identity(Connection connection) throws SQLException {
        return "MariaDB "
                + Queries.text(connection, "select concat_ws(' ', @@hostname, @@port, @@datadir, database())");
    }

    /** Its process is a child of this JVM, its own tables were made after this JVM began, and it is reached on this machine. */
    @Override
    public boolean isEmbedded(Connection connection) throws SQLException {
        String folder = Queries.text(connection, "select @@datadir");
        String file = Queries.text(connection, "select @@pid_file");
        if (folder == null
                || file == null
                || !Containers.isHere(connection.getMetaData().getURL())) {
            return false;
        }
        Path data = Path.of(folder);
        return OwnServer.named(data.resolve(file)).filter(OwnServer::descends).isPresent()
                && OwnServer.isYounger(data.resolve("mysql"));
    }

    /** A container is called by the beginning of its id, unless somebody has called it otherwise. */
    @Override
    public @Nullable String address(Connection connection) throws SQLException {
        return Queries.text(connection, "select @@hostname");
    }

    @Override
    public @Nullable String occupy(Connection connection, String holder) throws SQLException {
        if ("1".equals(Queries.text(connection, "select get_lock(" + LOCK + ", 0)"))) {
            return null;
        }
        String found = Queries.text(
                connection,
                "select concat(user, '@', host, ' (server session ', id, ')') from information_schema.processlist"
                        + " where id = is_used_lock(" + LOCK + ")");
        return found == null ? "a session that has just ended" : found;
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        Queries.text(connection, "select release_lock(" + LOCK + ")");
    }

    @Override
    public Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException {
        Catalog catalog = new MariaDbCatalog(connection, ignored).read();
        counters = MariaDbCounters.of(connection, catalog);
        zone = MariaDbTimes.zone(Integer.parseInt(
                String.valueOf(Queries.text(connection, "select timestampdiff(second, utc_timestamp(), now())"))));
        return catalog;
    }

    @Override
    public List<UniqueKey> uniqueKeys(Connection connection) throws SQLException {
        return UniqueKeys.read(connection, UNIQUE_KEYS);
    }

    /** The server looks at privileges before it looks for rows. */
    @Override
    public @Nullable String forbidden(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            String table = MariaDbRows.quoted(relation);
            String columns = MariaDbRows.names(relation);
            try {
                Queries.run(
                        connection,
                        "insert into " + table + " (" + columns + ") select " + columns + " from " + table
                                + " where false");
                String column = MariaDbRows.quote(relation.fields().get(0).name());
                Queries.run(connection, "update " + table + " set " + column + " = " + column + " where false");
                Queries.run(connection, "delete from " + table + " where false");
            } catch (SQLException refused) {
                return relation.shown();
            }
        }
        return null;
    }

    @Override
    public @Nullable String missing(Connection connection) throws SQLException {
        boolean granted = !counters.arePresent()
                || Queries.text(connection, "select current_role()") != null
                || Queries.text(connection, """
                        select privilege_type from (select grantee, privilege_type from information_schema.user_privileges
                            union all select grantee, privilege_type from information_schema.schema_privileges
                                where database() like table_schema) g
                        where privilege_type = 'ALTER'
                            and grantee = concat("'", replace(current_user(), '@', "'@'"), "'") limit 1""") != null;
        return granted
                ? null
                : "grant alter on " + Queries.text(connection, "select database()") + ".* to the user "
                        + Queries.text(connection, "select current_user()")
                        + " (to put AUTO_INCREMENT and sequences back to where they stood)";
    }

    /**
     * The driver keeps the flags of the last reply. A refusal carries none, and then it assumes a transaction: a ping asks.
     */
    @Override
    public Transaction transaction(Connection connection, boolean used) throws SQLException {
        if (connection.isClosed() || !isInTransaction(connection)) {
            return Transaction.NONE;
        }
        return connection.isValid(0) && isInTransaction(connection) ? Transaction.OPEN : Transaction.NONE;
    }

    private static boolean isInTransaction(Connection connection) throws SQLException {
        return (MariaDbSession.of(connection).getContext().getServerStatus() & ServerStatus.IN_TRANSACTION) != 0;
    }

    @Override
    public Locking locking() {
        return locking;
    }

    @Override
    public GuardMutations guardMutations() {
        return new MariaDbGuardMutations();
    }

    /** The rows that it tells of may be those that were found and left as they were. */
    @Override
    public boolean wrote(Connection connection, boolean told) throws SQLException {
        return MariaDbMonitor.wrote(connection, MariaDbSession.of(connection).getThreadId());
    }

    @Override
    public boolean commitsSilently(Phrase phrase) {
        return COMMITTING.contains(phrase.verb) && !phrase.has(phrase.verb, "TEMPORARY")
                || (phrase.verb.equals("SET") && phrase.tokens.stream().anyMatch(token -> token.is("AUTOCOMMIT")));
    }

    @Override
    public void release(Connection connection) throws SQLException {
        MariaDbSessions.release(connection);
    }

    @Override
    public void renew(Connection connection, Locking.Look look) {
        // never asked
    }

    @Override
    public @Nullable String setting(Connection connection, String name) {
        return MariaDbSessions.setting(connection, name);
    }

    @Override
    public void set(Connection connection, String name, @Nullable String value) throws SQLException {
        MariaDbSessions.set(connection, name, value);
    }

    @Override
    public void sever(Connection connection) {
        MariaDbSessions.sever(connection);
    }

    @Override
    public SQLException lost() {
        return MariaDbSessions.lost("");
    }

    @Override
    public SQLException lost(Connection connection) {
        return MariaDbSessions.lost(MariaDbSessions.numbered(connection));
    }

    @Override
    public SQLException closed() {
        return MariaDbSessions.closed("");
    }

    @Override
    public SQLException closed(Connection connection) {
        return MariaDbSessions.closed(MariaDbSessions.numbered(connection));
    }

    /** The driver's own default, {@code continueBatchOnError}. */
    @Override
    public boolean batchGoesOn() {
        return true;
    }

    /** Unless the session's {@code sql_mode} says otherwise, which nobody asks for each statement. */
    @Override
    public boolean refusesWhatIsStale() {
        return false; // InnoDB writes what is there now
    }

    @Override
    public boolean hasBackslashes() {
        return true;
    }

    /** Large objects are values. */
    @Override
    public boolean isUntapped(String method) {
        return false;
    }

    @Override
    public List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        return rows.read(connection, relations);
    }

    @Override
    public Map<String, Sequence> sequences(Connection connection) {
        return counters.all();
    }

    @Override
    public Positions positions(Connection connection) throws SQLException {
        return counters.read(connection);
    }

    @Override
    public void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException {
        rows.write(connection, catalog, replacements);
        if (positions != null) {
            counters.move(connection, positions);
        }
    }

    @Override
    public Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        return ageing.age(connection, relation, now, older);
    }

    @Override
    public boolean atOnce(Connection connection, Work work) throws SQLException {
        String before = Queries.text(
                connection,
                "select concat('session innodb_lock_wait_timeout = ', @@innodb_lock_wait_timeout,"
                        + " ', session lock_wait_timeout = ', @@lock_wait_timeout)");
        try {
            Queries.run(connection, "set session innodb_lock_wait_timeout = 0, session lock_wait_timeout = 0");
            return inTransaction(connection, work);
        } finally {
            Queries.run(connection, "set " + before);
        }
    }

    private boolean inTransaction(Connection connection, Work work) throws SQLException {
        boolean done = false;
        Queries.run(connection, "start transaction");
        try {
            work.now();
            Queries.run(connection, "commit");
            done = true;
        } catch (SQLException refusal) {
            if (!refusedForALock(refusal)) {
                throw refusal;
            }
        } finally {
            if (!done) {
                Queries.run(connection, "rollback");
            }
        }
        return done;
    }

    @Override
    public boolean refusedForALock(SQLException refusal) {
        return refusal.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    @Override
    public @Nullable Object shown(Field field, @Nullable Object raw) {
        return raw == null ? null : MariaDbTimes.shown(field, (String) raw, zone);
    }

    @Override
    public Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return MariaDbRigid.of(connection, relation);
    }

    @Override
    public String earlier(String expression, Duration time) {
        return "(" + expression + " - interval " + time.toMillis() * 1_000 + " microsecond)";
    }

    @Override
    public @Nullable Object earlier(Field field, @Nullable Object raw, Duration time) {
        return raw == null ? null : MariaDbTimes.earlier(field, (String) raw, time);
    }

    @Override
    public boolean hasOtherDatabases() {
        return true;
    }

    @Override
    public boolean hasNetwork() {
        return true;
    }

    /** A session leaves this list when its transaction has been rolled back. */
    @Override
    public boolean serves(Connection asking, long session) throws SQLException {
        return Queries.text(asking, "select 1 from information_schema.processlist where id = " + session) != null;
    }

    @Override
    public List<NowCode> nowCode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(MariaDbNowCode.ALL)) {
            return NowCode.read(rows, true);
        }
    }
}
