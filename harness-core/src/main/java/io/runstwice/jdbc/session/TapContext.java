package io.runstwice.jdbc.session;

import io.runstwice.jdbc.guard.AbsentGuard;
import io.runstwice.jdbc.lock.Contenders;
import io.runstwice.jdbc.lock.StatementObserver;
import io.runstwice.jdbc.lock.WaitRules;
import io.runstwice.jdbc.remote.FarSessions;
import io.runstwice.jdbc.remote.RemoteNotifier;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Schema;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.sql.Channel;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.SqlReader;
import io.runstwice.jdbc.state.HiddenNow;
import io.runstwice.jdbc.state.Notifications;
import io.runstwice.jdbc.state.ObservedUse;
import io.runstwice.jdbc.state.Pasts;
import io.runstwice.world.Gate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state that all taps of one database share: the gate and the schema of the exploration that runs now, and their
 * knowledge of one another. Thread-safe.
 */
public final class TapContext {

    private final LazyDataSource source;
    private final SqlReader reader;
    private final Routes routes;
    private final ObservedUse use = new ObservedUse();
    private final Contenders contenders = new Contenders();
    private final Map<Long, Integer> isolations = new ConcurrentHashMap<>();
    private final LastCalls lastCalls = new LastCalls();
    private final AbsentGuard absentGuard = new AbsentGuard();
    private final StatementObserver local;
    private final FarSessions far;
    private final Pasts pasts;
    private volatile StatementObserver observer;
    private volatile @Nullable Notifications notifications;
    private volatile WaitRules waitRules = WaitRules.UNKNOWN;
    private volatile CurrentExploration current = CurrentExploration.NONE;

    public TapContext(LazyDataSource source) {
        this.source = source;
        this.reader = new SqlReader(source::hasBackslashes);
        this.routes = new Routes(source);
        this.local = new LocalObserver(this::schema, use, contenders, this::listen);
        this.observer = local;
        this.far = new FarSessions(local, reader, contenders, use);
        this.pasts = new Pasts(this::gate, () -> schema().catalog(), source, contenders, use);
    }

    /** An exploration begins. */
    public void connect(
            Gate to, Schema known, @Nullable WorkerLanes over, @Nullable Notifications ledger, HiddenNow code) {
        pasts.begin(code);
        use.begin(to::shows);
        isolations.clear();
        current = new CurrentExploration(to, known);
        notifications = ledger;
        routes.open(over);
    }

    public void disconnect() throws java.sql.SQLException {
        notifications = null;
        current = CurrentExploration.NONE;
        routes.close();
    }

    /** The exploration that runs now. A call that needs its gate and its schema asks once for both. */
    public CurrentExploration current() {
        return current;
    }

    public Gate gate() {
        return current.gate();
    }

    Schema schema() {
        return current.schema();
    }

    public Catalog catalog() {
        return current.schema().catalog();
    }

    public LazyDataSource source() {
        return source;
    }

    public SqlReader reader() {
        return reader;
    }

    public Routes routes() {
        return routes;
    }

    /** The observed acts of workers. */
    public ObservedUse use() {
        return use;
    }

    public Contenders contenders() {
        return contenders;
    }

    /** The isolation of transactions, by the number of a session in which no statement has changed it. */
    Map<Long, Integer> isolations() {
        return isolations;
    }

    /** The clean-up calls of dead workers. */
    public LastCalls lastCalls() {
        return lastCalls;
    }

    public AbsentGuard absentGuard() {
        return absentGuard;
    }

    /** The sessions of other processes. */
    public FarSessions far() {
        return far;
    }

    /** The transactions in which time has passed. */
    public Pasts pasts() {
        return pasts;
    }

    public WaitRules waitRules() {
        return waitRules;
    }

    public void waitRules(WaitRules known) {
        waitRules = known;
    }

    /** Tells the test what workers do here. */
    public StatementObserver observer() {
        return observer;
    }

    /** Workers are here, and the test is in another process. */
    public void tells(RemoteNotifier test) {
        observer = test;
    }

    /**
     * A worker is about to send this: it is told which channels it notifies, and with which clock it looks at times.
     */
    public void sends(Sql sql, Supplier<List<@Nullable Object>> parameters) {
        use.sends(sql, parameters.get(), gate().clock().instant(), catalog());
        for (Channel channel : catalog().reach(sql).channels()) {
            String name = channel.in(parameters.get());
            if (name != null) {
                observer.notifies(name);
            }
        }
    }

    private void listen(String channel) {
        Notifications ledger = notifications;
        if (ledger != null) {
            ledger.listen(channel);
        }
    }
}
