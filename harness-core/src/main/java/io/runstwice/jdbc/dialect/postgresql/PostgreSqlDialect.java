package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.Notification;
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
import java.io.EOFException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** PostgreSQL 13 and later, through its own driver. */
final class PostgreSqlDialect implements Dialect {

    /** "runstwic" as a number: the advisory lock that says "an exploration owns this database". */
    private static final long LOCK = 0x72756e7374776963L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Set<String> LARGE_OBJECTS =
            Set.of("getBlob", "setBlob", "createBlob", "getClob", "setClob", "createClob", "updateBlob", "updateClob");

    private static final String UNIQUE_KEYS = """
            select n.nspname, c.relname, i.indexrelid, a.attname, not a.attnotnull
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid
                    and a.attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1])
            where i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
                and not c.relispartition and n.nspname !~ '^pg_'""";

    private static final String SEQUENCES = """
            select format('%I.%I', n.nspname, c.relname), c.oid::regclass, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, s.seqcache,
                exists (select from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid
                        and d.classid = 'pg_attrdef'::regclass)
                    or exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                        and d.deptype = 'i')
            from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_'""";

    /** Of all sequences, where they stand is read and set. */
    private static final String UNMOVABLE = """
            select min(format('%I.%I', n.nspname, c.relname))
            from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_'
                and not (has_sequence_privilege(s.seqrelid, 'select') and has_sequence_privilege(s.seqrelid, 'update'))""";

    private static final String FOREIGN_PARTITION = """
            select c.oid::regclass::text from pg_partition_tree(?::regclass) t join pg_class c on c.oid = t.relid
            where c.relkind = 'f' order by 1 limit 1""";

    /** Asked once per exploration: the same SQL each time keeps its plan. */
    private volatile @Nullable String whereSequencesStand;

    private final PostgreSqlRows rows = new PostgreSqlRows();
    private final PostgreSqlAgeing ageing = new PostgreSqlAgeing(this);
    private final Locking locking = new PostgreSqlLocking();

    @Override
    public String identity(Connection connection) throws SQLException {
        return "PostgreSQL "
                + Queries.text(
                        connection, "select (pg_control_system()).system_identifier || ' ' || current_database()");
    }

    /**
     * The process that serves this session is a child of the postmaster that the data directory names, both on this machine; the postmaster and
     * its cluster are younger than this JVM. It is seldom a child of this JVM: {@code pg_ctl} lets it go. The upper half of the system identifier
     * is the second in which {@code initdb} ran; embedded servers of Java keep a file locked that says whose they are.
     */
    @Override
    public boolean isEmbedded(Connection connection) throws SQLException {
        String folder = Queries.text(
                connection,
                "select case when pg_has_role('pg_read_all_settings', 'usage') then current_setting('data_directory') end");
        if (folder == null) {
            return false;
        }
        String made = Queries.text(connection, "select (system_identifier >> 32)::text from pg_control_system()");
        String serving = Queries.text(connection, "select pg_backend_pid()::text");
        Optional<ProcessHandle> postmaster =
                ProcessHandle.of(Long.parseLong(String.valueOf(serving))).flatMap(ProcessHandle::parent);
        return postmaster.isPresent()
                && postmaster.equals(OwnServer.named(Path.of(folder, "postmaster.pid")))
                && OwnServer.isYounger(postmaster.get())
                && !OwnServer.isHeldByAnother(Path.of(folder, "epg-lock"))
                && OwnServer.isYounger(Instant.ofEpochSecond(Long.parseLong(String.valueOf(made))));
    }

    @Override
    public @Nullable String address(Connection connection) throws SQLException {
        return Queries.text(connection, "select host(inet_server_addr()) || ':' || inet_server_port()");
    }

    @Override
    public @Nullable String occupy(Connection connection, String holder) throws SQLException {
        if ("t"
                .equals(Queries.text(connection, "select pg_try_advisory_lock(" + LOCK + ")::text")
                        .substring(0, 1))) {
            set(connection, "application_name", holder);
            return null;
        }
        String found = Queries.text(
                connection,
                "select string_agg(a.application_name || ' (server process ' || a.pid || ')', ', ') from pg_locks l"
                        + " join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted"
                        + " and l.database = (select oid from pg_database where datname = current_database())"
                        + " and l.classid = " + (LOCK >>> 32) + " and l.objid = " + (LOCK & 0xffffffffL));
        return found == null ? "a session that has just ended" : found;
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        Queries.text(connection, "select pg_advisory_unlock(" + LOCK + ")");
    }

    @Override
    public Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException {
        whereSequencesStand = Queries.text(
                connection,
                "select string_agg(format('select %L, last_value::text || '' '' || is_called from %s', q, q), ' union all ')"
                        + " from (select format('%I.%I', schemaname, sequencename) q from pg_sequences"
                        + " where schemaname !~ '^pg_' order by 1) s");
        rows.learn(connection);
        return new PostgreSqlCatalog(connection, ignored).read();
    }

    @Override
    public List<UniqueKey> uniqueKeys(Connection connection) throws SQLException {
        return UniqueKeys.read(connection, UNIQUE_KEYS);
    }

    @Override
    public @Nullable String forbidden(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            try (PreparedStatement asked = connection.prepareStatement(
                    "select has_table_privilege(?, 'select') and has_table_privilege(?, 'insert')"
                            + " and has_table_privilege(?, 'update') and has_table_privilege(?, 'delete')")) {
                for (int i = 1; i <= 4; i++) {
                    asked.setString(i, relation.quoted());
                }
                try (ResultSet answer = asked.executeQuery()) {
                    answer.next();
                    if (!answer.getBoolean(1)) {
                        return relation.shown();
                    }
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable String unmovable(Connection connection) throws SQLException {
        return Queries.text(connection, UNMOVABLE);
    }

    @Override
    public Relation.@Nullable Elsewhere elsewhere(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            try (PreparedStatement asked = connection.prepareStatement(FOREIGN_PARTITION)) {
                asked.setString(1, relation.quoted());
                try (ResultSet answer = asked.executeQuery()) {
                    if (answer.next()) {
                        return new Relation.Elsewhere(relation.shown(), answer.getString(1));
                    }
                }
            }
        }
        return null;
    }

    /** Policies hold for whoever is no superuser, has no BYPASSRLS, and does not own the table, or it says FORCE. */
    @Override
    public @Nullable String hidden(Connection connection, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            if (!relation.plain()
                    && "t"
                            .equals(Queries.text(
                                    connection,
                                    "select row_security_active('"
                                            + relation.quoted().replace("'", "''") + "')"))) {
                return relation.shown();
            }
        }
        return null;
    }

    @Override
    public @Nullable String missing(Connection connection) throws SQLException {
        try {
            Queries.run(connection, "begin; set local session_replication_role = replica");
            return null;
        } catch (SQLException refused) {
            return "grant set on parameter session_replication_role to \""
                    + connection.getMetaData().getUserName()
                    + "\" (PostgreSQL 15 or later; a superuser may do it anyway)";
        } finally {
            Queries.run(connection, "rollback");
        }
    }

    @Override
    public Transaction transaction(Connection connection, boolean used) throws SQLException {
        return switch (connection.unwrap(BaseConnection.class).getTransactionState()) {
            case IDLE -> Transaction.NONE;
            case OPEN -> Transaction.OPEN;
            case FAILED -> Transaction.FAILED;
        };
    }

    @Override
    public Locking locking() {
        return locking;
    }

    @Override
    public GuardMutations guardMutations() {
        return new PostgreSqlGuardMutations();
    }

    @Override
    public boolean wrote(Connection connection, boolean told) throws SQLException {
        return told || transactionNumber(connection) != null;
    }

    @Override
    public @Nullable String transactionNumber(Connection connection) throws SQLException {
        return Queries.text(connection.unwrap(BaseConnection.class), "select pg_current_xact_id_if_assigned()::text");
    }

    @Override
    public void listen(Connection connection, String channel) throws SQLException {
        Queries.run(connection, "listen " + Relation.quote(channel));
    }

    @Override
    public void deafen(Connection connection) throws SQLException {
        Queries.run(connection, "unlisten *");
    }

    /** The server signals listeners before it answers a COMMIT, and hands over what is there before it is ready again. */
    @Override
    public List<Notification> heard(Connection connection) throws SQLException {
        Queries.run(connection, "select 1");
        PGNotification[] delivered = connection.unwrap(PGConnection.class).getNotifications();
        return delivered == null
                ? List.of()
                : Arrays.stream(delivered)
                        .map(one -> new Notification(one.getName(), one.getParameter()))
                        .toList();
    }

    /** They are one transaction: the driver asks for a result once, at their end. */
    @Override
    public boolean commitsEachOfSeveral() {
        return false;
    }

    @Override
    public boolean hasNetwork() {
        return true;
    }

    @Override
    public boolean serves(Connection asking, long session) throws SQLException {
        return Queries.text(asking, "select 1 from pg_stat_get_activity(" + session + ")") != null;
    }

    @Override
    public @Nullable Boolean committed(Connection asking, String transaction) throws SQLException {
        return "committed".equals(Queries.text(asking, "select pg_xact_status('" + transaction + "'::xid8)"));
    }

    @Override
    public boolean mayHoldLocks(Connection connection) throws SQLException {
        return "true"
                .equals(
                        Queries.text(
                                connection.unwrap(BaseConnection.class),
                                "select exists(select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())::text"));
    }

    @Override
    public boolean canRenew() {
        return true;
    }

    @Override
    public boolean isOfTheDriver(DataSource source) {
        return source.getClass().getName().startsWith("org.postgresql.ds.PGSimpleDataSource");
    }

    @Override
    public void release(Connection connection) throws SQLException {
        Queries.run(
                connection, "select pg_advisory_unlock_all(); close all; unlisten *; discard temp; discard sequences");
    }

    @Override
    public void renew(Connection connection, Locking.Look look) throws SQLException {
        if (connection.isReadOnly()) {
            connection.setReadOnly(false);
        }
        try (PreparedStatement all = connection.prepareStatement(
                "close all; set session authorization default; reset all; set extra_float_digits = 3; unlisten *;"
                        + " select pg_advisory_unlock_all(); discard temp; discard sequences; "
                        + PostgreSqlLocking.setting(look))) {
            all.execute();
        }
    }

    /** SHOW, unlike a query, does not fix the moment that a transaction looks at; but it knows no setting that nobody made. */
    @Override
    public @Nullable String setting(Connection connection, String name) throws SQLException {
        if (name.indexOf('.') < 0) {
            return Queries.text(connection, "show " + Relation.quote(name));
        }
        try (PreparedStatement asked = connection.prepareStatement("select current_setting(?, true)")) {
            asked.setString(1, name);
            try (ResultSet answer = asked.executeQuery()) {
                return answer.next() ? answer.getString(1) : null;
            }
        }
    }

    @Override
    public void set(Connection connection, String name, @Nullable String value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, false)")) {
            set.setString(1, name);
            set.setString(2, value == null ? "" : value);
            set.execute();
        }
    }

    /**
     * The session says goodbye before its socket closes: the server ends it on its own time, and whoever runs next must not
     * find its locks.
     */
    @Override
    public void sever(Connection connection) {
        try {
            BaseConnection physical = connection.unwrap(BaseConnection.class);
            try {
                Queries.run(physical, "rollback; select pg_advisory_unlock_all(); discard temp");
            } finally {
                physical.close();
            }
        } catch (SQLException gone) {
            // it was broken already: there is nothing left to end
        }
    }

    @Override
    public SQLException lost() {
        return new PSQLException(
                "An I/O error occurred while sending to the backend.",
                PSQLState.CONNECTION_FAILURE,
                new EOFException());
    }

    @Override
    public SQLException closed() {
        return new PSQLException("This connection has been closed.", PSQLState.CONNECTION_DOES_NOT_EXIST);
    }

    /** READ UNCOMMITTED is READ COMMITTED here. */
    @Override
    public boolean readsVersions() {
        return true;
    }

    /** The driver stops at the first failing row. */
    @Override
    public boolean batchGoesOn() {
        return false;
    }

    @Override
    public boolean isUntapped(String method) {
        return LARGE_OBJECTS.contains(method);
    }

    @Override
    public List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        return rows.read(connection, relations);
    }

    @Override
    public Map<String, Sequence> sequences(Connection connection) throws SQLException {
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        try (PreparedStatement asked = connection.prepareStatement(SEQUENCES);
                ResultSet row = asked.executeQuery()) {
            while (row.next()) {
                Sequence sequence = new Sequence(
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getBoolean(6),
                        row.getLong(7) > 1,
                        row.getBoolean(8));
                sequences.put(row.getString(1), sequence);
            }
        }
        return sequences;
    }

    @Override
    public Positions positions(Connection connection) throws SQLException {
        String sql = whereSequencesStand;
        Map<String, String> positions = new LinkedHashMap<>();
        if (sql != null) {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    positions.put(found.getString(1), found.getString(2));
                }
            }
        }
        return new Positions(positions);
    }

    @Override
    public void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException {
        rows.write(connection, catalog, replacements, positions);
    }

    @Override
    public boolean keepsOrder(Relation relation) {
        return rows.truncates(relation);
    }

    @Override
    public Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        return ageing.age(connection, relation, now, older);
    }

    @Override
    public boolean keepsTriggersStill() {
        return true;
    }

    @Override
    public boolean atOnce(Connection connection, Work work) throws SQLException {
        try {
            Queries.run(connection, "begin; set local lock_timeout = '50ms'");
            work.now();
            Queries.run(connection, "commit");
            return true;
        } catch (SQLException refusal) {
            PostgreSqlRows.rollBack(connection, refusal);
            if (refusedForALock(refusal)) {
                return false;
            }
            throw refusal;
        } catch (RuntimeException | Error failure) {
            PostgreSqlRows.rollBack(connection, failure);
            throw failure;
        }
    }

    @Override
    public boolean refusedForALock(SQLException refusal) {
        return LOCK_NOT_AVAILABLE.equals(refusal.getSQLState());
    }

    /** It acts while nobody else does, so whoever keeps it waiting does so for ever. */
    @Override
    public void impatient(Connection connection) throws SQLException {
        Queries.run(connection, "set lock_timeout = '5s'");
    }

    @Override
    public String others(Connection connection, SQLException refusal) throws SQLException {
        if (!refusedForALock(refusal)) {
            return "";
        }
        return String.valueOf(Queries.text(
                connection,
                "select coalesce(string_agg('session ' || pid || ' (' || state || ', last: ' || left(query, 100) || ')', ', '"
                        + " order by pid), 'sessions that this user may not see')"
                        + " from pg_stat_activity where xact_start is not null and datname = current_database()"
                        + " and pid <> pg_backend_pid()"));
    }

    @Override
    public @Nullable Object shown(Field field, @Nullable Object raw) {
        return raw == null ? null : PostgreSqlTimes.read(field.kind(), (String) raw);
    }

    @Override
    public Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return PostgreSqlRigid.of(connection, relation);
    }

    @Override
    public @Nullable Object earlier(Field field, @Nullable Object raw, Duration time) {
        return raw == null ? null : PostgreSqlTimes.earlier(field, (String) raw, time);
    }

    @Override
    public boolean nowStands(Connection connection) {
        return true;
    }

    @Override
    public String earlier(String expression, Duration time) {
        return PostgreSqlNow.earlier(expression, time);
    }

    @Override
    public @Nullable Instant began(Connection asking, long session) throws SQLException {
        return PostgreSqlNow.began(asking, session);
    }

    @Override
    public List<NowCode> nowCode(Connection connection) throws SQLException {
        return PostgreSqlNow.code(connection);
    }
}
