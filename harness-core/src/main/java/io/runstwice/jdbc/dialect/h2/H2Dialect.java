package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.Direct;
import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.Locking;
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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.jspecify.annotations.Nullable;

/** H2 2.x, embedded or as a server. */
final class H2Dialect implements Dialect {

    private static final Set<String> SCHEMA = Set.of("search_path", "schema", "current_schema");

    /** File systems of H2 that are none. */
    private static final Pattern IN_MEMORY = Pattern.compile("^(split:(\\d+:)?|async:)*(nio)?[mM]em(FS|LZF):");

    private final H2Rows rows = new H2Rows();
    private final H2Ageing ageing = new H2Ageing(this);
    private final Locking locking = new H2Locking();

    @Override
    public String identity(Connection connection) throws SQLException {
        String path = Queries.text(connection, "select database_path()");
        return "H2 " + (path == null ? connection.getMetaData().getURL().replaceFirst(";.*", "") : path);
    }

    /** A file outlives the JVM that is killed while its rows are away, so only what lies in this JVM's memory is embedded. */
    @Override
    public boolean isEmbedded(Connection connection) throws SQLException {
        if (!(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal)) {
            return false;
        }
        String path = Queries.text(connection, "select database_path()");
        return path == null || IN_MEMORY.matcher(path).find();
    }

    @Override
    public boolean takesTriggersAway() {
        return true;
    }

    /** An embedded database lives in one JVM, whose own lock is enough; one on a server has no lock that outlives a commit. */
    @Override
    public @Nullable String occupy(Connection connection, String holder) {
        return null;
    }

    @Override
    public void leave(Connection connection) {
        // nothing was taken
    }

    @Override
    public Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException {
        return new H2Catalog(connection, ignored).read();
    }

    @Override
    public List<UniqueKey> uniqueKeys(Connection connection) throws SQLException {
        return UniqueKeys.read(connection, """
                select i.table_schema, i.table_name, i.index_name, i.column_name, c.is_nullable = 'YES'
                from information_schema.index_columns i join information_schema.columns c
                    on c.table_schema = i.table_schema and c.table_name = i.table_name and c.column_name = i.column_name
                where i.is_unique""");
    }

    @Override
    public @Nullable String forbidden(Connection connection, Catalog catalog) throws SQLException {
        if ("TRUE"
                .equalsIgnoreCase(Queries.text(
                        connection, "select is_admin from information_schema.users where user_name = current_user"))) {
            return null;
        }
        for (Relation relation : catalog.relations()) {
            String granted = Queries.text(
                    connection,
                    "select count(distinct privilege_type) from information_schema.table_privileges where table_schema = '"
                            + relation.schema().replace("'", "''") + "' and table_name = '"
                            + relation.table().replace("'", "''")
                            + "' and privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') and grantee in (current_user, 'PUBLIC')");
            if (!"4".equals(granted)) {
                return relation.shown();
            }
        }
        return null;
    }

    @Override
    public @Nullable String missing(Connection connection) {
        return null;
    }

    @Override
    public Transaction transaction(Connection connection, boolean used) throws SQLException {
        return connection.isClosed() || connection.getAutoCommit() || !used ? Transaction.NONE : Transaction.OPEN;
    }

    /** Whatever changes the schema or the database commits first; of the settings, what holds for a session alone does not. */
    @Override
    public boolean commitsSilently(Phrase phrase) {
        return !phrase.isQuery() && H2Commits.silently(phrase);
    }

    @Override
    public Locking locking() {
        return locking;
    }

    @Override
    public GuardMutations guardMutations() {
        return new H2GuardMutations();
    }

    @Override
    public boolean wrote(Connection connection, boolean told) throws SQLException {
        return !(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local)
                || local.containsUncommitted();
    }

    /** Opening an H2 connection costs less than making one as good as new. */
    @Override
    public boolean mayHoldLocks(Connection connection) {
        return false; // all its locks end with a transaction
    }

    /** Temporary tables go with the connection; H2 has no other locks that outlive a transaction. */
    @Override
    public void release(Connection connection) {
        // nothing lives as long as a session but what the pool's owner put there
    }

    @Override
    public void renew(Connection connection, Locking.Look look) {
        // never asked
    }

    @Override
    public @Nullable String setting(Connection connection, String name) throws SQLException {
        return SCHEMA.contains(name.toLowerCase(java.util.Locale.ROOT)) ? connection.getSchema() : null;
    }

    @Override
    public void set(Connection connection, String name, @Nullable String value) throws SQLException {
        if (value != null) {
            connection.setSchema(value);
        }
    }

    @Override
    public void sever(Connection connection) {
        try {
            connection.unwrap(JdbcConnection.class).close();
        } catch (SQLException gone) {
            // it was broken already: there is nothing left to end
        }
    }

    /** What a client of an H2 server gets when its socket breaks; an embedded database has no message to lose. */
    @Override
    public SQLException lost() {
        return DbException.get(ErrorCode.CONNECTION_BROKEN_1, "lost").getSQLException();
    }

    @Override
    public SQLException closed() {
        return DbException.get(ErrorCode.OBJECT_CLOSED).getSQLException();
    }

    @Override
    public boolean batchGoesOn() {
        return true;
    }

    /** Large objects of H2 are values. */
    @Override
    public boolean isUntapped(String method) {
        return false;
    }

    @Override
    public List<Content> read(Connection connection, List<Relation> relations) throws SQLException {
        return rows.read(connection, relations);
    }

    @Override
    public Map<String, Sequence> sequences(Connection connection) throws SQLException {
        return H2Catalog.sequences(connection);
    }

    @Override
    public Positions positions(Connection connection) throws SQLException {
        Map<String, String> positions = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(H2Catalog.SEQUENCES)) {
            while (found.next()) {
                positions.put(found.getString(1), found.getString(2));
            }
        }
        return new Positions(positions);
    }

    @Override
    public void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException {
        rows.write(connection, replacements);
        if (positions != null) {
            move(connection, positions);
        }
    }

    /** Only sequences that moved: each move is a statement of its own that commits. */
    private void move(Connection connection, Positions positions) throws SQLException {
        Map<String, String> now = positions(connection).bySequence();
        for (Map.Entry<String, String> position : positions.bySequence().entrySet()) {
            if (!position.getValue().equals(now.get(position.getKey()))) {
                try (PreparedStatement move =
                        connection.prepareStatement(position.getKey() + " restart with " + position.getValue())) {
                    move.execute();
                }
            }
        }
    }

    @Override
    public Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException {
        return ageing.age(connection, relation, now, older);
    }

    /** A wait of one millisecond is the shortest that H2 knows. */
    @Override
    public boolean atOnce(Connection connection, Work work) throws SQLException {
        String before = Queries.text(connection, "call lock_timeout()");
        try {
            Queries.run(connection, "set lock_timeout 1");
            return inTransaction(connection, work);
        } finally {
            Queries.run(connection, "set lock_timeout " + before);
        }
    }

    private boolean inTransaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            work.now();
            connection.commit();
            done = true;
        } catch (SQLException refusal) {
            if (!refusedForALock(refusal)) {
                throw refusal;
            }
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
        return done;
    }

    @Override
    public boolean refusedForALock(SQLException refusal) {
        return refusal.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1
                || refusal.getErrorCode() == ErrorCode.CONCURRENT_UPDATE_1;
    }

    @Override
    public @Nullable Object shown(Field field, @Nullable Object raw) {
        return raw == null ? null : H2Values.shown(field, raw);
    }

    @Override
    public Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return H2Rigid.of(connection, relation);
    }

    @Override
    public @Nullable Object earlier(Field field, @Nullable Object raw, Duration time) {
        return raw == null ? null : H2Values.earlier(raw, time);
    }

    /** That depends on its mode, which is asked by asking twice. */
    @Override
    public boolean nowStands(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return Objects.equals(now(connection), now(connection));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static @Nullable Object now(Connection connection) throws SQLException {
        return Direct.query(connection, "select cast(current_timestamp(9) as varchar)");
    }

    @Override
    public String earlier(String expression, Duration time) {
        return "DATEADD(MILLISECOND, " + time.negated().toMillis() + ", " + expression + ")";
    }

    @Override
    public List<NowCode> nowCode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(H2NowCode.ALL)) {
            return NowCode.read(rows, false);
        }
    }
}
