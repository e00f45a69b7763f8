package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.source.Fresh;
import io.runstwice.jdbc.source.Way;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.state.Standing;
import io.runstwice.jdbc.state.TimedSession;
import io.runstwice.network.Lane;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection that the data source below the tap gave, with its user and its state. */
public final class Session implements ServerSession, TimedSession {

    private final TapContext context;
    private final Dialect dialect;
    private final SessionUser user;
    private final LentConnection connection;
    private final Isolation isolation;
    private final SessionLocks locks;
    private final Settings settings;
    private final StatementEffects effects;
    private final Waiting waiting;
    private final Standing standing = new Standing();
    private final TransactionFootprint transactionFootprint;
    private final TableDraw tableDraw;
    private final Object cleaning = new Object();
    private volatile @Nullable Statement running;
    private volatile boolean flying;
    private volatile boolean wrote;
    private @Nullable Connection tapped;

    /**
     * @param way how the connection came
     * @param fresh the connection below the tap
     * @param opener the worker that asked for it, or null
     * @param named whether it was asked for under a user of its own
     * @param pooled whether a pool above the tap asked for it, and keeps it
     */
    public Session(TapContext context, Way way, Fresh fresh, @Nullable Worker opener, boolean pooled, boolean named)
            throws SQLException {
        this.context = context;
        this.dialect = context.source().dialect(fresh.connection());
        this.user = new SessionUser(opener, pooled);
        this.connection = new LentConnection(way, fresh.connection(), dialect, named);
        this.isolation = new Isolation(this, context.isolations());
        this.locks = new SessionLocks(this, context.use().draws());
        this.settings = new Settings(this, isolation);
        this.effects = new StatementEffects(dialect.sql(), context);
        this.waiting = new Waiting(this, context, effects, fresh.look());
        this.transactionFootprint =
                new TransactionFootprint(this, context, effects, isolation, locks, waiting, standing);
        this.tableDraw = new TableDraw(this, context);
    }

    public TapContext context() {
        return context;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    public Settings settings() {
        return settings;
    }

    public StatementEffects effects() {
        return effects;
    }

    public Isolation isolation() {
        return isolation;
    }

    public SessionLocks locks() {
        return locks;
    }

    public TransactionFootprint transactionFootprint() {
        return transactionFootprint;
    }

    public Waiting waiting() {
        return waiting;
    }

    /** The now of its open transaction. */
    public Standing standing() {
        return standing;
    }

    /** Whether a statement is part of a draw that is no interaction. */
    public boolean draws(Sql sql) throws SQLException {
        return context.use().draws().passes(sql) || tableDraw.passes(sql);
    }

    /** The statement as it is sent, so that it sees the now of its transaction. */
    public String told(String sql) {
        return context.pasts().told(sql, standing, dialect.clock());
    }

    @Override
    public void passes(Duration time, Connection asking) throws SQLException {
        Worker worker = user.now();
        if (worker == null
                || worker.isDead()
                || connection.isClosed()
                || connection.isRetired()
                || flying
                || running != null) {
            return;
        }
        unlessOver(() -> {
            if (transaction() != TransactionStatus.NONE) {
                standing.passes(time, dialect.clock().began(asking, number()));
            }
        });
    }

    private interface Asking {
        void ask() throws SQLException;
    }

    /** Asks the session, and ignores a failure if another thread has closed it meanwhile. */
    private void unlessOver(Asking asking) throws SQLException {
        try {
            asking.ask();
        } catch (SQLException failure) {
            if (!isOver()) {
                throw failure;
            }
        }
    }

    // ---- the connection

    @Override
    public long number() {
        return connection.number();
    }

    /** The connection that the job holds. */
    public Connection tapped() {
        return Objects.requireNonNull(tapped);
    }

    public Connection tapped(Connection proxy) {
        tapped = proxy;
        return proxy;
    }

    @Override
    public Connection real() throws SQLException {
        if (connection.isRetired()) {
            Fresh fresh = connection.renew(settings.autoCommit());
            isolation.forget();
            waiting.renewed(fresh.look());
            locks.released();
            context.contenders().add(this);
        }
        return connection.real();
    }

    /** Changes whenever statements made so far lose their ground. */
    public int generation() {
        return connection.generation();
    }

    @Override
    public boolean isGone() throws SQLException {
        return connection.isRetired() || connection.isBroken();
    }

    public boolean isClosed() {
        return connection.isClosed();
    }

    @Override
    public boolean isOver() throws SQLException {
        return isClosed() || isGone();
    }

    /** Whether its connection may serve another session by now. */
    public boolean isHandedBack() {
        return connection.isHandedBack();
    }

    /** The lane that can be cut below it; null if there is none. */
    @Nullable
    public Lane lane() {
        return connection.lane();
    }

    /** Something was done to it that {@link Sessions#renew} does not undo. */
    public void soil() {
        connection.soil();
    }

    /** The exception for a call where the driver's own connection cannot be asked any more. */
    public SQLException refusal() {
        return dialect.loss().closed(connection.real());
    }

    // ---- its user

    /** The worker whose call this is. A living worker takes the session over by using it. */
    @Nullable
    public Worker owner() throws SQLException {
        Worker before = user.now();
        Worker worker = context.gate().owner(before);
        if (before != null && before.isDead() && (worker == null || !worker.isDead())) {
            unlessOver(() -> reapFor(before));
        }
        if (worker != null && worker != user.now() && !worker.isDead()) {
            boolean first = user.becomes(worker);
            settings.forget();
            if (first && !isClosed()) {
                transactionFootprint.settle();
            }
        }
        return worker;
    }

    @Override
    public @Nullable Worker user() {
        return user.now();
    }

    boolean ranForAWorker() {
        return user.ranForAWorker();
    }

    boolean isKeptByTheDead() {
        return user.isKeptByTheDead();
    }

    boolean outlivesWorkers() {
        return user.outlivesWorkers();
    }

    void disown() {
        user.leaves();
        settings.forget();
    }

    /** Something that is more than a read was sent. */
    public void writes() {
        wrote = true;
    }

    /**
     * Whether a thread that belongs to no worker may read on with it, whichever worker had the turn when it began: a
     * worker that is only presumed has never written with it, and holds no transaction.
     */
    boolean isOnlyReadFrom() throws SQLException {
        Worker last = user.now();
        return last != null
                && last.isPresumed()
                && !wrote
                && !connection.isBroken()
                && transaction() == TransactionStatus.NONE;
    }

    // ---- how its waits end

    @Override
    public @Nullable Sql running() {
        return waiting.running();
    }

    @Override
    public boolean expires() {
        return waiting.expires();
    }

    @Override
    public boolean expiresNow() {
        return waiting.expiresNow();
    }

    @Override
    public boolean looksAtOnce() {
        return waiting.looksAtOnce();
    }

    @Override
    public void sacrifice() throws SQLException {
        unlessOver(waiting::sacrifice);
    }

    @Override
    public void spare() throws SQLException {
        unlessOver(waiting::spare);
    }

    // ---- its transaction

    @Override
    public TransactionStatus transaction() throws SQLException {
        return dialect.transactions().status(connection.real(), transactionFootprint.isUsed());
    }

    /** The same when a statement has come back: its transaction has begun by then, at the latest. */
    public TransactionStatus transactionAfter() throws SQLException {
        return dialect.transactions().status(connection.real(), true);
    }

    /** Whether SQL that is sent now becomes durable piece by piece if the server takes it piece by piece. */
    public boolean commitsEachStatement() throws SQLException {
        return connection.real().getAutoCommit() && transaction() == TransactionStatus.NONE;
    }

    /** A statement is about to be sent. */
    public void sending(Sql sql, @Nullable Statement on) {
        transactionFootprint.sending(sql);
        running = on;
    }

    /** It came back, one way or the other. The end of the session waits for that. */
    public void sent(Sql sql, Outcome outcome) throws SQLException {
        try {
            if (isClosed()) {
                return;
            }
            if (connection.isBroken()) {
                transactionFootprint.loosen(); // it broke: to ask it anything would hide what the driver has thrown
            } else {
                transactionFootprint.sent(sql, outcome);
            }
        } finally {
            running = null;
        }
    }

    /** The next statement runs in a transaction that the job knows nothing of. */
    public void flies() {
        flying = true;
    }

    /** That has come back, and is not committed yet. */
    public void holds() {
        running = null;
    }

    public void rollBack() throws SQLException {
        if (!connection.isBroken()) {
            endTransaction();
        }
        flying = false;
        transactionFootprint.loosen();
    }

    private void endTransaction() throws SQLException {
        Connection real = connection.real();
        if (transaction() != TransactionStatus.NONE) {
            if (real.getAutoCommit()) {
                try (Statement statement = real.createStatement()) {
                    statement.execute("ROLLBACK");
                }
            } else {
                real.rollback();
            }
        }
        if (flying) {
            real.setAutoCommit(true);
        }
    }

    // ---- its end

    /** Ends it for the job. */
    public void close() throws SQLException {
        context.contenders().remove(this);
        connection.close(outlivesWorkers(), settings, waiting);
    }

    /** A message was lost: the session breaks, and its server side ends. */
    public SQLException lose() {
        SQLException lost = connection.breaks(connection.isSpared(outlivesWorkers()), this::isGivenToOthers);
        transactionFootprint.loosen();
        return lost;
    }

    /** A message was really lost: the driver has closed the connection, and the server has ended its side. */
    public void broke() {
        connection.broke();
        transactionFootprint.loosen();
    }

    private boolean isGivenToOthers() {
        try {
            rollBack();
            connection.done(settings, waiting);
            return true;
        } catch (SQLException unfit) {
            return false;
        }
    }

    /**
     * Ends what a dead worker has left, unless that is done already. The next user of the session may come before the
     * harness does, through a pool above the tap to which the dead worker's clean-up has given it back.
     */
    void reapFor(Worker dead) throws SQLException {
        synchronized (cleaning) {
            if (user.now() == dead && !isClosed()) {
                reap();
            }
        }
    }

    /** The worker that used it last is dead: what lives as long as a process ends now. */
    void reap() throws SQLException {
        synchronized (cleaning) {
            endAsItsProcessWould();
        }
    }

    private void endAsItsProcessWould() throws SQLException {
        if (connection.isBroken()) {
            retire();
            return;
        }
        Connection real = connection.real();
        Statement stuck = running;
        if (stuck != null && !Recall.of(stuck, () -> running == stuck)) {
            context.gate()
                    .doubt(
                            "a statement of a killed worker could not be called back from the server for some seconds; what it"
                                    + " does may fall into the next run");
            real.abort(Runnable::run);
            running = null;
            flying = false;
            retire();
            return;
        }
        rollBack();
        settings.keepAutoCommit();
        if (!real.getAutoCommit()) {
            real.setAutoCommit(true);
        }
        if (connection.isSpared(outlivesWorkers())) {
            retire();
            return;
        }
        dialect.sessions().release(real);
        locks.released();
        settings.putBack();
        if (outlivesWorkers()) {
            connection.renewStatements();
            user.diesKeepingIt();
            settings.forget();
        } else {
            retire();
        }
    }

    /** Takes the connection away. If a worker uses the session later, the session gets another one. */
    private void retire() throws SQLException {
        user.leaves();
        context.contenders().remove(this);
        connection.retire(outlivesWorkers(), settings, waiting);
    }

    /** Its connection was closed: nothing is asked of that any more. */
    void abandon() {
        user.leaves();
        running = null;
        flying = false;
        context.contenders().remove(this);
        transactionFootprint.loosen();
        locks.released();
        settings.forget();
        connection.abandon();
    }
}
