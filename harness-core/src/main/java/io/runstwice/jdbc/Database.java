package io.runstwice.jdbc;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.Direct;
import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.lock.WaitRules;
import io.runstwice.jdbc.proxy.SourceTap;
import io.runstwice.jdbc.remote.RemoteNotifier;
import io.runstwice.jdbc.remote.SessionNotice;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Schema;
import io.runstwice.jdbc.schema.StatementFootprints;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.source.Login;
import io.runstwice.jdbc.source.UrlSource;
import io.runstwice.jdbc.state.Captured;
import io.runstwice.jdbc.state.Declared;
import io.runstwice.jdbc.state.HiddenNow;
import io.runstwice.network.Link;
import io.runstwice.world.Ages;
import io.runstwice.world.Blocks;
import io.runstwice.world.Clocked;
import io.runstwice.world.Clocks;
import io.runstwice.world.Contract;
import io.runstwice.world.DeclaredResource;
import io.runstwice.world.Draws;
import io.runstwice.world.Eager;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Line;
import io.runstwice.world.Linked;
import io.runstwice.world.Misuse;
import io.runstwice.world.Remote;
import io.runstwice.world.Removal;
import io.runstwice.world.Safeguard;
import io.runstwice.world.SaysNow;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Stub;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A database that the job acts on: PostgreSQL, H2 or MariaDB.
 *
 * <p>The job gets {@link #dataSource()}, an ordinary {@code DataSource}. All tables of all ordinary schemas are
 * watched; tables of migration tools (Flyway, Liquibase) are left out. An exploration deletes and inserts rows: it
 * begins only if the database is embedded, in a container of this JVM, empty of rows, or {@link #disposable()}.
 *
 * <p>A table that a declaration names is {@code "shedlock"} or {@code "billing.leases"}. What {@link #notComparing}
 * says of tables, {@link #varying} says of columns. {@link #atMost} and {@link #doubledOnlyByFaults} need the tables
 * that they are about: there they hold for rows that are inserted.
 *
 * <p>Declarations change this object, return it, and are refused while an exploration owns it. The data source is
 * thread-safe; everything else is for one thread at a time.
 *
 * <p>It cannot see what happens past its data source, and does not put back what is no row or sequence position:
 * schema, roles, large objects.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Database extends DeclaredResource<Database>
        implements Ages, Blocks, Clocked, Draws, Eager, Guarded, Linked, Remote, SaysNow {

    private final Declared declared;
    private final LazyDataSource source;
    private final @Nullable UrlSource at;
    private final TapContext context;
    private final HarnessSession session;
    private final DataSource tapped;
    private @Nullable OwnedDatabase opened;

    private Database(Supplier<? extends DataSource> supplier) {
        this(supplier, new Declared(), null);
    }

    private Database(Supplier<? extends DataSource> supplier, Declared declared, @Nullable UrlSource at) {
        super("db");
        this.declared = declared;
        this.at = at;
        this.source = new LazyDataSource(supplier);
        this.context = new TapContext(source);
        this.session = new HarnessSession(source);
        this.tapped = SourceTap.on(context);
    }

    /**
     * The database that a data source leads to.
     *
     * @param source asked once, when the database is first used
     */
    public static Database watching(Supplier<? extends DataSource> source) {
        return new Database(java.util.Objects.requireNonNull(source, "source"));
    }

    /**
     * The database that a data source leads to.
     *
     * @throws Misuse if there is none
     */
    public static Database watching(DataSource source) {
        if (source == null) {
            throw new Misuse(
                    "Database.watching needs a DataSource, but was given null. Create it before the database, or"
                            + " give a supplier: Database.watching(() -> dataSource).");
        }
        return new Database(new LazyDataSource.Given(source));
    }

    /** The database at a JDBC URL. The driver has to be on the class path. */
    public static Database at(String url, String user, String password) {
        UrlSource there = new UrlSource(url, user, password);
        Declared declared = new Declared();
        return new Database(() -> there.seenFromHere(declared.link), declared, there);
    }

    /**
     * A database of the test in the process of a delivery. The test opens it, not that process.
     *
     * @param known the schema, as the test has read it
     */
    static Database abroad(DataSource source, Line line, Catalog known) throws SQLException {
        Database database = new Database(() -> source);
        TapContext context = database.context;
        Connection first = source.getConnection();
        Dialect dialect = context.source().dialect(first);
        StatementFootprints footprints =
                new StatementFootprints(known, dialect.sql().readsVersions());
        context.connect(line.gate(), Schema.of(known, List.of(), footprints), null, null, HiddenNow.NONE);
        context.tells(new RemoteNotifier(line));
        context.routes().of(null).done(first, Locking.Look.AS_CONFIGURED, dialect.sessions());
        return database;
    }

    void waits(boolean timeouts, boolean victims) {
        context.waitRules(new WaitRules(timeouts, victims));
    }

    /** The data source for the job: the harness sees every call through it, and can stop it. */
    public DataSource dataSource() {
        return tapped;
    }

    /**
     * Runs SQL for the test itself, past the gate and in a transaction of its own.
     *
     * @param parameters for its question marks; instants and enums are taken too
     * @return how many rows it changed
     * @throws Misuse if the database refuses
     */
    public int execute(String sql, @Nullable Object... parameters) {
        return past(sql, connection -> Direct.execute(connection, sql, parameters));
    }

    /**
     * Reads one value for the test itself, past the gate.
     *
     * @return the first column of the first row; null if there is no row, or no value in it
     * @throws Misuse if the database refuses
     */
    public @Nullable Object query(String sql, @Nullable Object... parameters) {
        return past(sql, connection -> {
            OwnedDatabase mine = opened;
            return mine == null || context.contenders().isEmpty()
                    ? Direct.query(connection, sql, parameters)
                    : mine.atOnce(connection, sql, () -> Direct.query(connection, sql, parameters));
        });
    }

    private <T> T past(String sql, HarnessSession.Work<T> work) {
        try {
            return session.with(work);
        } catch (SQLException refusal) {
            throw new Misuse("The test's own SQL was refused: " + sql + ": " + refusal.getMessage(), refusal);
        } finally {
            context.observer().touches(context.reader().read(sql));
        }
    }

    /** Declares that the rows in the database may be deleted. */
    public Database disposable() {
        changing("disposable").disposable = true;
        return this;
    }

    /**
     * These tables are neither compared nor put back: {@code "audit_log"}, {@code "billing.events"}. What a job looks
     * up must not stand in them: see {@link #notComparing}.
     */
    public Database ignoring(String... tables) {
        for (String table : tables) {
            changing("ignoring").ignored.add(Declared.key(table));
        }
        return this;
    }

    /**
     * How values grow older that are no timestamps, run whenever a schedule lets time pass.
     *
     * @param update SQL in which {@code :seconds} or {@code ?} is the time that passes in seconds, and {@code :millis}
     *     the same in milliseconds: {@code "update locks set until_millis = until_millis - :millis"}
     */
    public Database ageing(String update) {
        changing("ageing").ageing.add(update);
        return this;
    }

    /**
     * Times that the set-up computed from now, although they do not look so: they grow older when a schedule lets time
     * pass. A given time goes with the clock by itself if it lies within twice the bound of now and is no whole day.
     * The same holds of times that the job writes where nothing tells whether it cut them from now or took them from
     * its message.
     *
     * @param columns {@code "offers.ends_at"}, or {@code "ends_at"} in any table
     */
    public Database ages(String... columns) {
        for (String column : columns) {
            changing("ages").ages.add(Declared.key(column));
        }
        return this;
    }

    /**
     * Times that the set-up wrote down, although they look as if they were computed from now: they stand when a
     * schedule lets time pass. So do times that the job took from its message, where nothing tells whether it did.
     *
     * @param columns {@code "offers.ends_at"}, or {@code "ends_at"} in any table
     */
    public Database fixed(String... columns) {
        for (String column : columns) {
            changing("fixed").fixed.add(Declared.key(column));
        }
        return this;
    }

    /**
     * Sends each worker's messages over a link, where they can really be lost.
     *
     * <p>Of {@link #at} every worker gets a proxy of its own. What {@link #watching} was given has to be built on
     * {@code link.host()} and {@code link.port()}; then all workers share one proxy, and a message is really lost only
     * while one worker is alone.
     *
     * <p>Of a link {@linkplain Link#by(Supplier, java.util.function.IntUnaryOperator) by a container} the URL names the
     * database as that container knows it, and the harness, too, goes over the link. It then cannot tell whose database
     * that is: it has to be empty of rows, or {@link #disposable()}.
     *
     * @param link to where the database is
     * @throws Misuse if it leads elsewhere
     */
    public Database through(Link link) {
        if (at != null) {
            at.address().mustBeTargetOf(link);
        }
        changing("through").link = link;
        return this;
    }

    /**
     * These columns may differ, like an attempt counter: {@code "jobs.attempts"}, or {@code "attempts"} in any table.
     */
    public Database varying(String... columns) {
        for (String column : columns) {
            changing("varying").varying.add(Declared.key(column));
        }
        return this;
    }

    /**
     * These columns hold ids that the application draws: {@code "orders.id"}. They are compared by what refers to what,
     * not by value: two rows with different ids are still two rows, and an id that was given is itself. Columns with a
     * default, an identity, or an id that the application was seen to draw from a sequence need not be named.
     *
     * <p>Name the columns that only repeat such ids as well: those in which the same number stands in each baseline are
     * compared with each other. Name nothing but ids: an amount in such a column is not compared.
     */
    public Database generated(String... columns) {
        for (String column : columns) {
            changing("generated").generated.add(Declared.key(column));
        }
        return this;
    }

    /**
     * These tables hand out numbers, like a sequence: {@code "hibernate_sequences"}. They are neither compared nor put
     * back, since an application may keep a block of numbers in memory. Those that Hibernate's TABLE generator uses are
     * recognised by its statements, if the numbers become keys of rows.
     */
    public Database generators(String... tables) {
        for (String table : tables) {
            changing("generators").generators.add(Declared.key(table));
        }
        return this;
    }

    /**
     * Declares how rows of a table are compared, where equality asks for too much: a text whose blanks mean nothing, a
     * status of which two are as good as one.
     *
     * <pre>{@code
     * Database.watching(source).comparing("jobs", row -> {
     *     row.computeIfPresent("status", (column, status) -> status.equals("retried") ? "done" : status);
     *     row.remove("attempts");
     *     return row;
     * });
     * }</pre>
     *
     * <p>A row that is compared otherwise is shown so in stories too. Rows are never left out: two rows stay two rows.
     *
     * @param table its name
     * @param as gets a row as a map of its own, column by column, and gives back what is compared; a column that is
     *     missing in it is not. Values are texts, {@code Instant}s, {@code LocalDate}s, or null, and keep their type
     */
    public Database comparing(String table, UnaryOperator<Map<String, @Nullable Object>> as) {
        changing("comparing").comparing.put(Declared.key(table), as);
        return this;
    }

    /**
     * Another legal final state.
     *
     * @param outcome its name in reports: {@code "dead letter"}
     * @param condition SQL that holds in it: {@code "exists (select 1 from dead_letters)"}
     */
    public Database accepting(String outcome, String condition) {
        return accepting(outcome, () -> holds(condition));
    }

    private Declared changing(String setting) {
        refuseWhileExplored(setting);
        return declared;
    }

    @Override
    protected boolean isExplored() {
        return opened != null;
    }

    @Override
    protected String named(String table) {
        return Declared.key(table);
    }

    /** A contract other than exactly once is declared for tables, not for a whole database. */
    @Override
    protected void mustBePromisable(Contract what, String setting, boolean wholly) {
        boolean isAsked = setting.equals("atMost") || what.isDoubledOnlyByFaults();
        if (wholly && isAsked) {
            throw new Misuse("Database." + setting + "(...) names the tables that it is about, but was given none."
                    + " Name them: " + setting + "(" + (setting.equals("atMost") ? "2, " : "") + "\"mails\")");
        }
    }

    @Override
    public void open(String name, Gate gate) {
        if (opened != null) {
            throw DatabaseLease.taken("an exploration that has not ended");
        }
        try {
            source.harness().begin(identity -> session.with(identity::of));
            if (source.harness().areFree()) {
                session.keep();
            }
            declared.promised(promise(), notCompared());
            opened = DatabaseOpening.of(name, gate, context, session, declared);
            context.use().nobodyActed();
        } catch (SQLException failure) {
            throw DatabaseAdmission.unreachable(failure, source.get().getClass().getName());
        } finally {
            if (opened == null) {
                quietly(session::close);
            }
        }
    }

    private interface Ending {
        void end() throws SQLException;
    }

    private static void quietly(Ending ending) {
        try {
            ending.end();
        } catch (SQLException gone) {
            // what cannot be closed is closed
        }
    }

    @Override
    public void close() {
        OwnedDatabase mine = opened;
        opened = null;
        if (mine != null) {
            quietly(mine::close);
        }
    }

    @Override
    public Snapshot capture() {
        return owned("capture its rows", OwnedDatabase::capture);
    }

    @Override
    public void restore(Snapshot snapshot) {
        restore(snapshot, Duration.ZERO);
    }

    @Override
    public void restore(Snapshot snapshot, Duration laid) {
        owned("put its rows back", mine -> {
            mine.restore((Captured) snapshot, laid);
            return mine;
        });
    }

    @Override
    public boolean restoresAny() {
        return true;
    }

    @Override
    public State observe() {
        return owned("read its rows", OwnedDatabase::observe);
    }

    @Override
    public void end(Worker worker) {
        owned("end a worker's sessions", mine -> {
            mine.end(worker);
            return mine;
        });
    }

    @Override
    public Optional<Wait> waits(Worker worker) {
        return owned("look at its locks", mine -> mine.watch().waits(worker));
    }

    @Override
    public String blindSpot() {
        OwnedDatabase mine = opened;
        return mine == null ? "" : mine.blindSpot();
    }

    @Override
    public void sacrifice(Worker worker) {
        owned("choose who ends a deadlock", mine -> {
            mine.watch().sacrifice(worker);
            return mine;
        });
    }

    @Override
    public void endRun() {
        owned("end the sessions of a run", mine -> {
            mine.endRun();
            context.pasts().runEnds();
            return mine;
        });
    }

    @Override
    public void pass(Duration time) {
        owned("let time go by", mine -> {
            context.pasts().passes(time, mine.session());
            mine.store.passes(time);
            mine.ageing.pass(mine.store, time);
            return mine;
        });
    }

    @Override
    public void catchUp() {
        owned("let time go by", mine -> {
            mine.ageing.catchUp(mine.store);
            return mine;
        });
    }

    @Override
    public void writtenWith(Clocks clocks) {
        owned("hear of clocks", mine -> {
            mine.store.movement().writtenWith(clocks);
            return mine;
        });
    }

    @Override
    public Set<String> ofTwoClocks() {
        return owned("hear of clocks", mine -> mine.store.movement().ofTwoClocks());
    }

    @Override
    public boolean saysNowInWords() {
        return context.use().saysNowInWords();
    }

    @Override
    public Duration nowInWords() {
        return context.pasts().nowInWords();
    }

    @Override
    public void showNow(Duration ahead) {
        context.pasts().showNow(ahead);
    }

    @Override
    public void perturb() {
        owned("move its sequences", mine -> {
            mine.store.perturb();
            return mine;
        });
    }

    @Override
    public boolean learn(State given, List<State> left) {
        return owned("look for ids", mine -> mine.store.learn(given, left));
    }

    @Override
    public boolean steady() {
        return owned("look at its generators", OwnedDatabase::steady);
    }

    /** Its process connects by itself, so that its sockets die with it. */
    @Override
    public Stub stub() {
        if (declared.link != null) {
            throw new Misuse(
                    "the tier PROCESS does not go through a link: a delivery connects from a process of its own."
                            + " Leave out .through(link), or use the tier THREAD");
        }
        try {
            return DatabaseStub.of(Login.of(source.get()), context);
        } catch (SQLException noDriver) {
            throw new Misuse(
                    "the tier PROCESS needs the driver of this database on the class path: " + noDriver.getMessage());
        }
    }

    @Override
    public String asked(Worker worker, List<String> words) {
        return context.far().asked(worker, SessionNotice.of(words));
    }

    /**
     * Its row locks, advisory locks (PostgreSQL), one of its unique indexes, or a table that records finished work.
     */
    @Override
    public Removal removal(Safeguard guard) {
        if (guard.form() == Safeguard.Form.KEY || guard.form() == Safeguard.Form.OWN) {
            throw guard.missingFrom(this);
        }
        return owned("take a guard away", mine -> mine.removal(guard));
    }

    @Override
    public boolean isEager() {
        return source.isGiven();
    }

    @Override
    public boolean isLinked() {
        Link link = declared.link;
        return link != null && at != null && link.findServer();
    }

    private boolean holds(String condition) {
        return Integer.valueOf(1).equals(query("select case when (" + condition + ") then 1 else 0 end"));
    }

    @Override
    public List<String> remarks() {
        OwnedDatabase mine = opened;
        return mine == null ? List.of() : mine.remarks();
    }

    private interface Owned<T> {
        T with(OwnedDatabase mine) throws SQLException;
    }

    private <T> T owned(String what, Owned<T> work) {
        OwnedDatabase mine = opened;
        if (mine == null) {
            throw new Misuse("Database can " + what + " only within an exploration, but none has opened it.");
        }
        try {
            return work.with(mine);
        } catch (SQLException failure) {
            throw mine.failed(what, failure);
        }
    }
}
