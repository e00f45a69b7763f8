package io.runstwice.jdbc;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.ExclusiveUse;
import io.runstwice.jdbc.dialect.Notification;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.guard.GuardFinder;
import io.runstwice.jdbc.guard.GuardRemoval;
import io.runstwice.jdbc.lock.Watch;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Schema;
import io.runstwice.jdbc.schema.StatementFootprints;
import io.runstwice.jdbc.session.Linked;
import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.SessionCleanup;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.source.Breakage;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.source.Pools;
import io.runstwice.jdbc.state.Ageing;
import io.runstwice.jdbc.state.Captured;
import io.runstwice.jdbc.state.Declared;
import io.runstwice.jdbc.state.Generators;
import io.runstwice.jdbc.state.HiddenNow;
import io.runstwice.jdbc.state.Notifications;
import io.runstwice.jdbc.state.Showing;
import io.runstwice.jdbc.state.Store;
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

    private final TapContext context;
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
            TapContext context,
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
        this.context = context;
        this.session = session;
        this.dialect = dialect;
        this.closing = closing;
        this.declared = declared;
        this.generators = generators;
        this.store = store;
        this.watch = watch;
        this.linked = linked;
        this.notifications = notifications;
        this.cleanup = new SessionCleanup(context, session, dialect.locking());
        this.ageing = new Ageing(
                dialect,
                declared,
                context.pasts(),
                context.contenders(),
                context.use().lookers(),
                gate);
    }

    static OwnedDatabase of(String name, Gate gate, TapContext context, HarnessSession session, Declared declared) {
        try {
            return session.with(connection -> open(name, gate, context, session, declared, connection));
        } catch (SQLException failure) {
            throw DatabaseAdmission.unreachable(
                    failure, context.source().get().getClass().getName());
        }
    }

    private static OwnedDatabase open(
            String name,
            Gate gate,
            TapContext context,
            HarnessSession session,
            Declared declared,
            Connection connection)
            throws SQLException {
        Dialect dialect = context.source().dialect(connection);
        Catalog catalog =
                dialect.schema().catalog(connection, declared::ignores).leavingOut(declared.ignored);
        String owner = name + " (process " + ProcessHandle.current().pid() + ", thread "
                + Thread.currentThread().getName() + ")";
        DatabaseLease lease = DatabaseLease.of(dialect.server().identity(connection), "the exploration of " + owner);
        Closing closing = new Closing();
        closing.then(lease::end);
        closing.then(() -> unlock(dialect.exclusiveUse(), session));
        try {
            return owned(name, gate, context, session, declared, connection, dialect, catalog, owner, closing);
        } catch (SQLException | RuntimeException | Error failure) {
            closing.after(failure);
            throw failure;
        }
    }

    private static OwnedDatabase owned(
            String name,
            Gate gate,
            TapContext context,
            HarnessSession session,
            Declared declared,
            Connection connection,
            Dialect dialect,
            Catalog catalog,
            String owner,
            Closing closing)
            throws SQLException {
        Watch watch = new Watch(context.source(), context.contenders(), dialect.locking());
        closing.then(watch::close);
        context.waitRules(watch.begin(connection, gate));
        if (session.isKept()) {
            dialect.noWait().impatient(connection);
            session.prepares(renewed -> {
                dialect.noWait().impatient(renewed);
                return renewed;
            });
        }
        lock(dialect.exclusiveUse(), session, "runstwice " + owner, gate);
        // owned first: the rows that are found may be those of another exploration
        DatabaseAdmission.check(connection, dialect, catalog, declared);
        Linked linked = over(declared.link, context, session, dialect, gate);
        if (linked != null) {
            closing.then(linked::close);
        }
        Positions positions = dialect.rows().positions(connection);
        Generators generators = new Generators(dialect.schema().sequences(connection), positions);
        dialect.rows().write(connection, catalog, List.of(), generators.begun(positions, new TreeSet<>()));
        Store store = new Store(
                name,
                dialect,
                catalog,
                session,
                context.use().touched(),
                context.use().unordered(),
                context.use().draws(),
                generators,
                gate,
                declared,
                context.use()::readsNow,
                context.use().lookers(),
                context.pasts(),
                (view, learnt) -> new Showing(view, name, dialect.values(), declared, learnt));
        List<Relation> handingOut = catalog.relations().stream()
                .filter(relation -> declared.generators.contains(Declared.key(relation.shown())))
                .toList();
        context.use().draws().begin(handingOut, generators.widest(), gate::shows);
        context.use().draws().whenAsked(sequences(generators, catalog), generators::areAskedFor);
        context.use().unordered().begin(relation -> {
            store.isUnordered(relation);
            gate.shows("the physical order of " + relation.shown());
        });
        Notifications notifications = new Notifications(gate, context.source(), dialect.channels(), catalog, name);
        closing.then(context::disconnect);
        closing.then(() -> leave(context));
        closing.then(notifications::close);
        HiddenNow code = HiddenNow.of(dialect.schema().nowCode(connection), catalog, one -> dialect.schema()
                .rigid(connection, one));
        StatementFootprints footprints =
                new StatementFootprints(catalog, dialect.sql().readsVersions());
        Schema schema = Schema.of(catalog, dialect.schema().uniqueKeys(connection), footprints);
        context.connect(gate, schema, linked, notifications, code);
        return new OwnedDatabase(
                context, session, dialect, closing, declared, generators, store, watch, linked, notifications, gate);
    }

    /** Those that can be read like a table: the counter of a column is called like its table, and who reads that does not ask for the counter. */
    private static Set<String> sequences(Generators generators, Catalog catalog) {
        Set<String> names = new HashSet<>(generators.names());
        catalog.relations().forEach(relation -> names.remove(relation.table().toLowerCase(Locale.ROOT)));
        return names;
    }

    private static void leave(TapContext context) throws SQLException {
        for (Session one : context.contenders().of(Session.class)) {
            one.waiting().leave();
        }
    }

    private static @Nullable Linked over(
            @Nullable Link link, TapContext context, HarnessSession session, Dialect dialect, Gate gate)
            throws SQLException {
        return link == null || !link.findServer()
                ? null
                : Linked.open(link, context.source().get(), session, dialect, gate);
    }

    /** The lock of the database lives on a session that is kept; a small pool has none to spare. */
    private static void lock(ExclusiveUse use, HarnessSession session, String owner, Gate gate) throws SQLException {
        if (!session.isKept()) {
            gate.note("the database is reached through a pool, so only explorations within this JVM are kept apart");
            return;
        }
        String holder = session.with(connection -> use.occupy(connection, owner));
        if (holder != null) {
            throw DatabaseLease.taken(holder);
        }
    }

    /** Said, not left to the end of the session: the server may hear of that after the next exploration has begun. */
    private static void unlock(ExclusiveUse use, HarnessSession session) throws SQLException {
        if (session.isKept()) {
            session.with(connection -> {
                use.leave(connection);
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
        List<Notification> heard = notifications.heard();
        return store.capture(context.use().hasActed()).hearing(heard, notifications.shown(heard));
    }

    void restore(Captured snapshot, Duration laid) throws SQLException {
        store.restore(snapshot, laid, context.use().hasActed());
        notifications.backTo(snapshot.heard());
        context.use().nobodyActed();
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
        if (!dialect.noWait().atOnce(connection, () -> answer[0] = asked.answer())) {
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
        return new GuardFinder(
                        context.absentGuard(),
                        session,
                        dialect.guardMutations(),
                        dialect.sql(),
                        store,
                        context.use().touched(),
                        (connection, index) -> DatabaseAdmission.mayDrop(connection, dialect.server(), declared, index))
                .of(guard);
    }

    void endRun() throws SQLException {
        GuardRemoval guardRemoval = context.absentGuard().now();
        if (guardRemoval != null) {
            guardRemoval.runEnded();
        }
        cleanup.afterRun();
        context.use().unordered().decide();
        ageing.catchUp(store);
        ageing.forget();
    }

    /** One run took another path than those before. */
    boolean steady() {
        if (context.use().draws().wereMistaken()) {
            return true;
        }
        if (context.use().draws().letPass()) {
            generators.goForward(context.use().draws().drawn(), true);
            return true;
        }
        if (generators.stayLow()) {
            return true;
        }
        boolean news = generators.areState();
        if (news) {
            context.use().draws().stop();
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
        remarks.addAll(context.use().draws().remarks());
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
                                ? "; " + Pools.described(context.source().get()) + " may have none left. "
                                        + Pools.WAY_OUT
                                : Breakage.wayOut(cause)),
                cause);
    }

    /** A pool whose connections all are with workers that stand still. */
    private boolean isExhausted(SQLException cause) {
        return Pools.isPool(context.source().get()) && cause instanceof SQLTransientConnectionException;
    }

    private String others(SQLException cause) {
        try {
            String others = session.with(connection -> dialect.noWait().others(connection, cause));
            return others.isEmpty()
                    ? ""
                    : "; in a transaction are " + others + ". Let the job end it, or use Database.dataSource() for it";
        } catch (SQLException gone) {
            return "";
        }
    }
}
