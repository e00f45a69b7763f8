package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.schema.Sequence;
import io.runstwice.jdbc.schema.UniqueKey;
import io.runstwice.jdbc.sql.NowCode;
import io.runstwice.jdbc.sql.Phrase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Everything that differs between database products. One implementation is one file; {@link Dialects} lists them.
 *
 * <p>One instance serves one data source. Thread-safe. Every connection that it is given is the one below the tap.
 */
public interface Dialect {

    /** Where a session stands. */
    enum Transaction {
        NONE,
        OPEN,
        FAILED
    }

    /** Where sequences stand: their names as SQL has them, with what {@link #position} needs. */
    record Positions(Map<String, String> bySequence) {}

    /** Which database this is: the same text for each way to reach it from this machine. */
    String identity(Connection connection) throws SQLException;

    /** Whether this JVM made it, with all that is in it, so that nobody misses its rows. Who started it decides, not where its files lie. */
    boolean isEmbedded(Connection connection) throws SQLException;

    /** How the server calls where it was reached, so that a proxy in a container is not taken for it; null if it says nothing. */
    default @Nullable String address(Connection connection) throws SQLException {
        return null;
    }

    /** Whether it drops the triggers of a table, and makes them again, whenever it puts rows back. */
    default boolean takesTriggersAway() {
        return false;
    }

    /** Takes the lock that an exploration holds; gives back who holds it already, or null. */
    @Nullable
    String occupy(Connection connection, String holder) throws SQLException;

    /** Gives the lock back. */
    void leave(Connection connection) throws SQLException;

    Catalog catalog(Connection connection, java.util.function.Predicate<String> ignored) throws SQLException;

    /** What no two rows of a table share, as far as that holds for every row. */
    List<UniqueKey> uniqueKeys(Connection connection) throws SQLException;

    /** Names a table that this user may not both read and write, or null. */
    @Nullable
    String forbidden(Connection connection, Catalog catalog) throws SQLException;

    /** Names a table with rows that this user may not see, and may not put back, or null. */
    default @Nullable String hidden(Connection connection, Catalog catalog) throws SQLException {
        return null;
    }

    /** Names a sequence that this user may not both read and move, or null. */
    default @Nullable String unmovable(Connection connection) throws SQLException {
        return null;
    }

    /** Names a watched table some of whose rows lie on another server, with what holds them there, or null. */
    default Relation.@Nullable Elsewhere elsewhere(Connection connection, Catalog catalog) throws SQLException {
        return null;
    }

    /** Begins to listen to a channel on a session of the harness. Databases without channels do nothing. */
    default void listen(Connection connection, String channel) throws SQLException {}

    /** Listens no more. */
    default void deafen(Connection connection) throws SQLException {}

    /** What came in on such a session since it was last asked: all that was delivered before this call. */
    default List<Notification> heard(Connection connection) throws SQLException {
        return List.of();
    }

    /** Whether several statements that are sent as one text commit one by one if no transaction is open. */
    default boolean commitsEachOfSeveral() {
        return true;
    }

    /** Whether a session may go from the watched database to another one of its server: {@code USE}, {@code setCatalog}. */
    default boolean hasOtherDatabases() {
        return false;
    }

    /** What this user would have to be granted before it may put rows back, or null. */
    @Nullable
    String missing(Connection connection) throws SQLException;

    /**
     * Where a session stands, as its driver knows it.
     *
     * @param used whether statements ran since its last transaction ended, for drivers that do not know more
     */
    Transaction transaction(Connection connection, boolean used) throws SQLException;

    /** How its locks are seen. Nothing is seen if not said. */
    default Locking locking() {
        return Locking.UNSEEN;
    }

    /** How guards of a job are taken away. */
    GuardMutations guardMutations();

    /**
     * Whether the open transaction may have written: asked of the server, within it, unless that is known.
     *
     * @param told whether the server has said that a plain write of this transaction met rows
     */
    boolean wrote(Connection connection, boolean told) throws SQLException;

    /** Whether a connection that comes from the driver is as good as a new one after {@link #renew}. Not if not said. */
    default boolean canRenew() {
        return false;
    }

    /** Whether this data source is the driver's own, and no pool. Asked if the dialect can renew sessions. */
    default boolean isOfTheDriver(DataSource source) {
        return false;
    }

    /** Ends what lives as long as a session, outside a transaction: locks, cursors, temporary tables. */
    void release(Connection connection) throws SQLException;

    /**
     * Makes a session as good as a new one, outside a transaction.
     *
     * @param look but for this: when it looks for deadlocks
     */
    void renew(Connection connection, Locking.Look look) throws SQLException;

    /** What a session setting stands at, as {@link #set} takes it; null if it cannot be read. */
    @Nullable
    String setting(Connection connection, String name) throws SQLException;

    void set(Connection connection, String name, @Nullable String value) throws SQLException;

    /** Ends the connection so that its server side is gone when this returns. */
    void sever(Connection connection);

    /** What the driver throws when a message is lost. */
    SQLException lost();

    /** What the driver throws when a message of this connection is lost, for drivers whose words name the connection. */
    default SQLException lost(Connection connection) {
        return lost();
    }

    /** What the driver throws for every later use. */
    SQLException closed();

    /** What the driver throws for every later use of this connection, for drivers whose words name the connection. */
    default SQLException closed(Connection connection) {
        return closed();
    }

    /** Whether this statement ends the open transaction and makes it durable, although it is no COMMIT. */
    default boolean commitsSilently(Phrase phrase) {
        return false;
    }

    /** Whether its clients reach it over a network that can be cut. */
    default boolean hasNetwork() {
        return false;
    }

    /** Whether the server still has this session; asked on another one. */
    default boolean serves(Connection asking, long session) throws SQLException {
        return false;
    }

    /** How the server calls the open transaction, if it has written; null if it has not, or calls it nothing. */
    default @Nullable String transactionNumber(Connection connection) throws SQLException {
        return null;
    }

    /** Whether a transaction was committed that has ended; null if this cannot be told. */
    default @Nullable Boolean committed(Connection asking, String transaction) throws SQLException {
        return null;
    }

    /** Whether a session may hold locks that end with it and not with a transaction; asked outside one. */
    default boolean mayHoldLocks(Connection connection) throws SQLException {
        return true;
    }

    /** Whether a transaction that looks at one moment is refused when it writes what others wrote since. */
    default boolean refusesWhatIsStale() {
        return true;
    }

    /**
     * Whether a plain query sees what is committed at every isolation, and neither waits for rows that others hold nor sees what they have not
     * committed. Not if not said: MariaDB reads what is not committed, or locks what it reads, at some of them.
     */
    default boolean readsVersions() {
        return false;
    }

    /** Whether the driver goes on with a batch after one of its rows failed. */
    boolean batchGoesOn();

    /** Whether a backslash in a string escapes what follows, and double quotes hold a string. */
    default boolean hasBackslashes() {
        return false;
    }

    /** The driver's interfaces through which a job reaches what no tap sees. */
    boolean isUntapped(String method);

    /** The contents of these tables, in their order. */
    List<Content> read(Connection connection, List<Relation> relations) throws SQLException;

    /** What the catalog says of each sequence, by the keys of {@link #positions}. */
    Map<String, Sequence> sequences(Connection connection) throws SQLException;

    /** Where all sequences stand: each position has one number in it, around which is what the dialect needs. */
    Positions positions(Connection connection) throws SQLException;

    /**
     * Makes tables be what they were, and sequences stand where they stood, in one transaction, without firing anything.
     *
     * @param before what is known to be there now, if it is known
     */
    void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException;

    /** Whether {@link #write} surely leaves the rows of this table in their order. Others are looked at again. */
    default boolean keepsOrder(Relation relation) {
        return true;
    }

    /**
     * Makes rows of a table older where they stand, waiting for nobody.
     *
     * @param now what is there
     * @param older the same rows in the same order, some of their times earlier
     * @return the places of those that somebody holds, which stay as they are
     */
    Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException;

    /** Whether that fires nothing. If it does, a table with triggers is put back as a whole instead. */
    default boolean keepsTriggersStill() {
        return false;
    }

    /** Something that is sent to the database. */
    @FunctionalInterface
    interface Work {
        void now() throws SQLException;
    }

    /**
     * Does something in a transaction of its own that waits for nobody.
     *
     * @return false if somebody holds what it needs; nothing is done then
     */
    boolean atOnce(Connection connection, Work work) throws SQLException;

    /** Whether somebody holds what was asked for. */
    boolean refusedForALock(SQLException refusal);

    /** From now on this session of the harness waits for a lock for some seconds at most, and is refused then. */
    default void impatient(Connection connection) throws SQLException {}

    /** After such a refusal: who else is in a transaction, and at what; an empty text if that has nothing to do with it. */
    default String others(Connection connection, SQLException refusal) throws SQLException {
        return "";
    }

    /** A cell as a state shows it. */
    @Nullable
    Object shown(Field field, @Nullable Object raw);

    /** A cell of a time or a date, so much earlier; the same cell if it is no point in time. */
    @Nullable
    Object earlier(Field field, @Nullable Object raw, Duration time);

    /** What a table's own rules say of its columns. */
    default Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return Rigid.NOT;
    }

    /** Whether what a statement sees as now stands where its transaction began. */
    default boolean nowStands(Connection connection) throws SQLException {
        return false;
    }

    /** An expression of a point in time, so much earlier. */
    default String earlier(String expression, Duration time) {
        return expression;
    }

    /** What the now of a session's open transaction is; null if that cannot be asked. */
    default @Nullable Instant began(Connection asking, long session) throws SQLException {
        return null;
    }

    /** Code of the schema that may ask for now where no tap passes, and all that may run it. */
    List<NowCode> nowCode(Connection connection) throws SQLException;
}
