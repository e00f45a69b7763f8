package io.runstwice.jdbc;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.Notification;
import io.runstwice.jdbc.guard.GuardFinder;
import io.runstwice.jdbc.guard.GuardRemoval;
import io.runstwice.jdbc.lock.Watch;
import io.runstwice.jdbc.session.SessionCleanup;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.session.WorkerLanes;
import io.runstwice.jdbc.source.Breakage;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.source.Pools;
import io.runstwice.jdbc.state.Ageing;
import io.runstwice.jdbc.state.Captured;
import io.runstwice.jdbc.state.Declared;
import io.runstwice.jdbc.state.Generators;
import io.runstwice.jdbc.state.Notifications;
import io.runstwice.jdbc.state.Store;
import io.runstwice.network.Link;
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
import java.util.List;
import java.util.Set;
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
    private final @Nullable WorkerLanes linked;
    private final Notifications notifications;
    private final SessionCleanup cleanup;
    final Store store;
    final Ageing ageing;

    OwnedDatabase(DatabaseOpening opened) {
        this.context = opened.context();
        this.session = opened.session();
        this.dialect = opened.dialect();
        this.closing = opened.closing();
        this.declared = opened.declared();
        this.generators = opened.generators();
        this.store = opened.store();
        this.watch = opened.watching();
        this.linked = opened.linked();
        this.notifications = opened.notifications();
        this.cleanup = new SessionCleanup(context, session, dialect.locking());
        this.ageing = new Ageing(
                dialect,
                declared,
                context.pasts(),
                context.contenders(),
                context.use().lookers(),
                opened.gate());
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
            throw new Withheld("\"" + sql + "\" cannot be asked while a worker has locked the data that it reads");
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

    /**
     * The failure for a statement that the database refused to the harness, with the sessions that may have kept it
     * waiting.
     */
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
