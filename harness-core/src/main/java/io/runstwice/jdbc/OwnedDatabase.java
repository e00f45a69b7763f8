package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Positions;
import io.runstwice.network.Link;
import io.runstwice.world.Gate;
import io.runstwice.world.Removal;
import io.runstwice.world.ResourceFailure;
import io.runstwice.world.Safeguard;
import io.runstwice.world.State;
import io.runstwice.world.Withheld;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A database that an exploration owns. */
final class OwnedDatabase {

    private final Wire wire;
    private final HarnessSession session;
    private final Dialect dialect;
    private final Closing closing;
    private final Declared declared;
    private final Generators generators;
    private final Watch watch;
    private final @Nullable Linked linked;
    private final Notifications notifications;
    private final SessionCleanup cleanup;
    final Store store;
    final Ageing ageing;

    private OwnedDatabase(
            Wire wire,
            HarnessSession session,
            Dialect dialect,
            Closing closing,
            Declared declared,
            Generators generators,
            Store store,
            Watch watch,
            @Nullable Linked linked,
            Notifications notifications,
            Gate gate) {
        this.wire = wire;
        this.session = session;
        this.dialect = dialect;
        this.closing = closing;
        this.declared = declared;
        this.generators = generators;
        this.store = store;
        this.watch = watch;
        this.linked = linked;
        this.notifications = notifications;
        this.cleanup = new SessionCleanup(wire, session, dialect);
        this.ageing = new Ageing(dialect, declared, wire, gate);
    }

    static OwnedDatabase of(String name, Gate gate, Wire wire, HarnessSession session, Declared declared) {
        try {
            return session.with(connection -> open(name, gate, wire, session, declared, connection));
        } catch (SQLException failure) {
            throw DatabaseAdmission.unreachable(failure, wire.real().getClass().getName());
        }
    }

    private static OwnedDatabase open(
            String name, Gate gate, Wire wire, HarnessSession session, Declared declared, Connection connection)
            throws SQLException {
        Dialect dialect = wire.source().dialect(connection);
        Catalog catalog = dialect.catalog(connection, declared::ignores).leavingOut(declared.ignored);
        String owner = name + " (process " + ProcessHandle.current().pid() + ", thread "
                + Thread.currentThread().getName() + ")";
        DatabaseLease lease = DatabaseLease.of(dialect.identity(connection), "the exploration of " + owner);
        Closing closing = new Closing();
        closing.then(lease::end);
        closing.then(() -> unlock(dialect, session));
        try {
            return owned(name, gate, wire, session, declared, connection, dialect, catalog, owner, closing);
        } catch (SQLException | RuntimeException | Error failure) {
            closing.after(failure);
            throw failure;
        }
    }

    private static OwnedDatabase owned(
            String name,
            Gate gate,
            Wire wire,
            HarnessSession session,
            Declared declared,
            Connection connection,
            Dialect dialect,
            Catalog catalog,
            String owner,
            Closing closing)
            throws SQLException {
        Watch watch = new Watch(wire, dialect.locking());
        closing.then(watch::close);
        watch.begin(connection, gate);
        if (session.isKept()) {
            dialect.impatient(connection);
            session.prepares(renewed -> {
                dialect.impatient(renewed);
                return renewed;
            });
        }
        lock(dialect, session, "runstwice " + owner, gate);
        // owned first: the rows that are found may be those of another exploration
        DatabaseAdmission.check(connection, dialect, catalog, declared);
        Linked linked = over(declared.link, wire, session, dialect, gate);
        if (linked != null) {
            closing.then(linked::close);
        }
        Positions positions = dialect.positions(connection);
        Generators generators = new Generators(dialect.sequences(connection), positions);
        dialect.write(connection, catalog, List.of(), generators.begun(positions, new TreeSet<>()));
        Store store = new Store(
                name,
                dialect,
                catalog,
                session,
                wire.touched(),
                wire.unordered(),
                wire.draws(),
                generators,
                gate,
                declared,
                wire::readsNow,
                wire.lookers(),
                wire.pasts(),
                (view, learnt) -> new Showing(view, name, dialect, declared, learnt));
        List<Relation> handingOut = catalog.relations().stream()
                .filter(relation -> declared.generators.contains(Declared.key(relation.shown())))
                .toList();
        wire.draws().begin(handingOut, generators.widest(), gate::shows);
        wire.draws().whenAsked(sequences(generators, catalog), generators::areAskedFor);
        wire.unordered().begin(relation -> {
            store.isUnordered(relation);
            gate.shows("the physical order of " + relation.shown());
        });
        Notifications notifications = new Notifications(wire, dialect, catalog, name);
        closing.then(wire::disconnect);
        closing.then(() -> leave(wire));
        closing.then(notifications::close);
        HiddenNow code = HiddenNow.of(dialect.nowCode(connection), catalog, one -> dialect.rigid(connection, one));
        StatementFootprints footprints = new StatementFootprints(catalog, dialect.readsVersions());
        wire.connect(gate, catalog, dialect.uniqueKeys(connection), footprints, linked, notifications, code);
        return new OwnedDatabase(
                wire, session, dialect, closing, declared, generators, store, watch, linked, notifications, gate);
    }

    /** Those that can be read like a table: the counter of a column is called like its table, and who reads that does not ask for the counter. */
    private static Set<String> sequences(Generators generators, Catalog catalog) {
        Set<String> names = new HashSet<>(generators.names());
        catalog.relations().forEach(relation -> names.remove(relation.table().toLowerCase(Locale.ROOT)));
        return names;
    }

    private static void leave(Wire wire) throws SQLException {
        for (Session one : wire.sessions()) {
            one.waiting().leave();
        }
    }

    private static @Nullable Linked over(
            @Nullable Link link, Wire wire, HarnessSession session, Dialect dialect, Gate gate) throws SQLException {
        return link == null || !link.findServer() ? null : Linked.open(link, wire.real(), session, dialect, gate);
    }

    /** The lock of the database lives on a session that is kept; a small pool has none to spare. */
    private static void lock(Dialect dialect, HarnessSession session, String owner, Gate gate) throws SQLException {
        if (!session.isKept()) {
            gate.note("the database is reached through a pool, so only explorations within this JVM are kept apart");
            return;
        }
        String holder = session.with(connection -> dialect.occupy(connection, owner));
        if (holder != null) {
            throw DatabaseLease.taken(holder);
        }
    }

    /** Said, not left to the end of the session: the server hears of that later than whoever opens next. */
    private static void unlock(Dialect dialect, HarnessSession session) throws SQLException {
        if (session.isKept()) {
            session.with(connection -> {
                dialect.leave(connection);
                return null;
            });
        }
    }

    void close() throws SQLException {
        try {
            closing.close();
        } finally {
            session.close();
        }
    }

    Captured capture() throws SQLException {
        return store.capture(wire.hasActed()).hearing(notifications.heard(), notifications);
    }

    void restore(Captured snapshot, Duration laid) throws SQLException {
        store.restore(snapshot, laid, wire.hasActed());
        notifications.backTo(snapshot.heard());
        wire.nobodyActed();
    }

    State observe() throws SQLException {
        return store.observe().and(notifications.shown(notifications.heard()));
    }

    HarnessSession session() {
        return session;
    }

    /** A question of the test's own. */
    interface Asked {
        @Nullable
        Object answer() throws SQLException;
    }

    /** Asks while workers stand still, who may have locked a whole table: it waits for none of them. */
    @Nullable
    Object atOnce(Connection connection, String sql, Asked asked) throws SQLException {
        @Nullable Object[] answer = new @Nullable Object[1];
        if (!dialect.atOnce(connection, () -> answer[0] = asked.answer())) {
            throw new Withheld("\"" + sql + "\" cannot be asked while a worker has locked what it reads");
        }
        return answer[0];
    }

    Watch watch() {
        return watch;
    }

    /** Why it cannot be told whom a worker waits for. */
    String blindSpot() {
        String unseen = watch.blindSpot();
        String kept = cleanup.keptByTheDead();
        return unseen.isEmpty() || kept.isEmpty() ? unseen + kept : unseen + "; " + kept;
    }

    void end(Worker worker) throws SQLException {
        cleanup.after(worker);
    }

    Removal removal(Safeguard guard) throws SQLException {
        return new GuardFinder(wire, session, dialect, store, declared).of(guard);
    }

    void endRun() throws SQLException {
        GuardRemoval guardRemoval = wire.guardRemoval();
        if (guardRemoval != null) {
            guardRemoval.runEnded();
        }
        cleanup.afterRun();
        wire.unordered().decide();
        ageing.catchUp(store);
        ageing.forget();
    }

    /** One run took another path than those before. */
    boolean steady() {
        if (wire.draws().wereMistaken()) {
            return true;
        }
        if (wire.draws().letPass()) {
            generators.goForward(wire.draws().drawn(), true);
            return true;
        }
        if (generators.stayLow()) {
            return true;
        }
        boolean news = generators.areState();
        if (news) {
            wire.draws().stop();
        }
        return news;
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!declared.ignored.isEmpty()) {
            remarks.add("ignored: " + String.join(", ", declared.ignored));
        }
        if (!declared.notCompared.isEmpty()) {
            remarks.add("put back, not compared: " + String.join(", ", declared.notCompared));
        }
        if (!declared.comparing.isEmpty()) {
            remarks.add("compared as the test says: " + String.join(", ", declared.comparing.keySet()));
        }
        if (!declared.varying.isEmpty()) {
            remarks.add("may differ: " + String.join(", ", declared.varying));
        }
        remarks.addAll(generators.remarks());
        remarks.addAll(wire.draws().remarks());
        if (!declared.generated.isEmpty()) {
            remarks.add("ids, as the test says: " + String.join(", ", declared.generated));
        }
        if (!ageing.moved().isEmpty()) {
            remarks.add("moved with time: " + String.join(", ", ageing.moved()));
        }
        if (!store.movement().words().isEmpty()) {
            remarks.add(
                    "holds now in words: " + String.join(", ", store.movement().words())
                            + "; a later delivery makes it of a later now, of the same day unless a day passes");
        }
        Set<String> standing = store.movement().given().standing();
        if (!standing.isEmpty()) {
            remarks.add("not aged: " + String.join(", ", standing));
        }
        if (linked != null) {
            remarks.add(linked.remark());
        } else if (declared.link != null) {
            remarks.add(Link.absence());
        }
        return remarks;
    }

    /** What the database has refused to the harness, and who may have kept it waiting. */
    ResourceFailure failed(String what, SQLException cause) {
        return new ResourceFailure(
                "Database could not " + what + ": " + cause.getMessage() + others(cause)
                        + (isExhausted(cause)
                                ? "; " + Pools.described(wire.real()) + " may have none left. " + Pools.WAY_OUT
                                : Breakage.wayOut(cause)),
                cause);
    }

    /** A pool whose connections all are with workers that stand still. */
    private boolean isExhausted(SQLException cause) {
        return Pools.isPool(wire.real()) && cause instanceof SQLTransientConnectionException;
    }

    private String others(SQLException cause) {
        try {
            String others = session.with(connection -> dialect.others(connection, cause));
            return others.isEmpty()
                    ? ""
                    : "; in a transaction are " + others + ". Let the job end it, or use Database.dataSource() for it";
        } catch (SQLException gone) {
            return "";
        }
    }
}
