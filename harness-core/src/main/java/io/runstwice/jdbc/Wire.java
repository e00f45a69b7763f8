package io.runstwice.jdbc;

import io.runstwice.world.Gate;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What all taps of one database share: the gate of the exploration that runs now, the sessions that are open, and what was
 * written since the harness last looked.
 *
 * <p>Thread-safe.
 */
final class Wire implements StatementObserver {

    private static final int KEPT_STATEMENTS = 2_000;

    private final Map<String, Sql> understood = new ConcurrentHashMap<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final Touched touched = new Touched();
    private final LazyDataSource source;
    private final Way straight;
    private volatile @Nullable Linked linked;
    private final LastCalls lastCalls = new LastCalls();
    private final FarSessions far = new FarSessions(this);
    private volatile StatementObserver observer = this;
    private volatile @Nullable GuardRemoval guardRemoval;
    private volatile @Nullable Notifications notifications;
    private volatile Gate gate = Gate.open();
    private volatile boolean acted;
    private volatile boolean limited;
    private volatile boolean choosing;
    private volatile Catalog catalog = Catalog.EMPTY;
    private volatile StatementFootprints footprints = new StatementFootprints(Catalog.EMPTY, false);
    private volatile StatementAtomicity overtaken = new StatementAtomicity(Catalog.EMPTY, footprints);
    private volatile ReadOrders orders = new ReadOrders(Catalog.EMPTY, List.of());
    private final Unordered unordered = new Unordered();
    private final Draws draws = new Draws();
    private volatile boolean looking;
    private volatile boolean readsNow;
    private volatile boolean inWords;
    private final Pasts pasts = new Pasts(this);
    private final Lookers lookers = new Lookers();
    private final Map<Long, Integer> isolations = new ConcurrentHashMap<>();

    Wire(LazyDataSource source) {
        this.source = source;
        this.straight = Way.straight(source);
    }

    void connect(
            Gate to,
            Catalog known,
            List<UniqueKey> keys,
            StatementFootprints touches,
            @Nullable Linked over,
            @Nullable Notifications ledger,
            HiddenNow code) {
        catalog = known;
        orders = new ReadOrders(known, keys);
        footprints = touches;
        overtaken = new StatementAtomicity(known, footprints);
        looking = false;
        readsNow = false;
        inWords = false;
        pasts.begin(code);
        lookers.begin(to::shows);
        isolations.clear();
        gate = to;
        linked = over;
        notifications = ledger;
        straight.open();
    }

    void disconnect() throws SQLException {
        linked = null;
        notifications = null;
        straight.close();
        gate = Gate.open();
        catalog = Catalog.EMPTY;
    }

    Gate gate() {
        return gate;
    }

    Catalog catalog() {
        return catalog;
    }

    StatementFootprints footprints() {
        return footprints;
    }

    StatementAtomicity overtaken() {
        return overtaken;
    }

    /** What workers draw from generators. */
    Draws draws() {
        return draws;
    }

    /** The tables whose physical order the job reads. */
    Unordered unordered() {
        return unordered;
    }

    @Override
    public void takes(Sql sql) {
        unordered.add(orders.taken(sql));
    }

    /** The tables of which a worker reads rows one after the other, in no order of its own. */
    Set<Relation> gives(Sql sql) {
        return orders.given(sql);
    }

    @Override
    public void gave(Sql sql) {
        unordered.add(orders.given(sql));
    }

    /** Whether this statement, or one before it in this exploration, skips what is locked or refuses to wait for it. */
    boolean looksAtLocks(Sql sql) {
        looking |= sql.looksAtLocks();
        return looking;
    }

    /** The transactions in which time has passed. */
    Pasts pasts() {
        return pasts;
    }

    /** A worker says this to the database. */
    void says(Sql sql) {
        readsNow |= sql.readsNow();
    }

    /** Whether a worker has asked the database what time it is. */
    boolean readsNow() {
        return readsNow;
    }

    /** Whether a worker has had a text or a number made of now. */
    boolean saysNowInWords() {
        return inWords;
    }

    /** How far transactions are kept apart, of sessions that nobody changed in this. */
    Map<Long, Integer> isolations() {
        return isolations;
    }

    Touched touched() {
        return touched;
    }

    /** How connections of a worker come and go. */
    Way way(@Nullable Worker worker) {
        Linked over = linked;
        return over == null ? straight : over.way(worker);
    }

    /** What is known of the link that the sessions go over; null for none. */
    @Nullable
    Linked linked() {
        return linked;
    }

    LazyDataSource source() {
        return source;
    }

    List<Session> sessions() {
        return sessions;
    }

    /** What the dead have tidied up. */
    LastCalls lastCalls() {
        return lastCalls;
    }

    /** The sessions of other processes. */
    FarSessions far() {
        return far;
    }

    /** All that may wait for each other. */
    List<Contender> contenders() {
        List<Contender> all = new ArrayList<>(sessions);
        all.addAll(far.all());
        return all;
    }

    /** Tells the test what workers do here: this object, unless the test is in another JVM. */
    StatementObserver observer() {
        return observer;
    }

    /** Workers are here, and the test is not. */
    void tells(RemoteNotifier test) {
        observer = test;
    }

    /** Which guard is away just now; null for none. */
    @Nullable
    GuardRemoval guardRemoval() {
        return guardRemoval;
    }

    void lacks(@Nullable GuardRemoval guard) {
        guardRemoval = guard;
    }

    /** Whether a living worker beside the session's own uses the database. */
    boolean othersThan(Contender session) {
        Worker mine = session.user();
        return contenders().stream()
                .map(Contender::user)
                .anyMatch(user -> user != null
                        && !user.isDead()
                        && (mine == null || !user.name().equals(mine.name())));
    }

    /** Whether time-outs are set wherever sessions come from. */
    boolean isLimited() {
        return limited;
    }

    /** Whether the harness may say who ends a deadlock. */
    boolean choosesVictims() {
        return choosing;
    }

    /** What is known of how waits end. */
    void waits(boolean timeouts, boolean victims) {
        limited = timeouts;
        choosing = victims;
    }

    /** What a piece of SQL means. Jobs say the same few things again and again. */
    Sql understand(String text) {
        Sql known = understood.get(text);
        if (known != null) {
            return known;
        }
        Sql sql = Sql.of(text, source.hasBackslashes());
        if (understood.size() < KEPT_STATEMENTS) {
            understood.put(text, sql);
        }
        return sql;
    }

    /** A worker has used the database: from now on the tap knows who writes what. */
    void workerActed() {
        acted = true;
    }

    boolean hasActed() {
        return acted;
    }

    void nobodyActed() {
        acted = false;
    }

    @Override
    public void touches(Sql sql) {
        touched.add(catalog.touched(sql));
    }

    @Override
    public boolean begins(Contender session) {
        return othersThan(session);
    }

    @Override
    public void runs(Contender session, Sql sql) {
        // the session knows
    }

    @Override
    public void ended(Contender session) {
        // the session knows
    }

    /** Which clock the job looks at each time with. */
    Lookers lookers() {
        return lookers;
    }

    /** A worker is about to send this: what it notifies is listened to, and with which clock it looks at times. */
    void hear(Sql sql, Supplier<List<@Nullable Object>> parameters) {
        inWords |= !inWords && NowInWords.isIn(sql);
        lookers.hear(sql, parameters.get(), gate.clock().instant(), catalog);
        for (Channel channel : catalog.reach(sql).channels()) {
            String name = channel.in(parameters.get());
            if (name != null) {
                observer.notifies(name);
            }
        }
    }

    @Override
    public void notifies(String channel) {
        Notifications ledger = notifications;
        if (ledger != null) {
            ledger.listen(channel);
        }
    }

    DataSource real() {
        return source.get();
    }
}
