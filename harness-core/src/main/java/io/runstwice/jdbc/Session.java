package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Transaction;
import io.runstwice.network.Lane;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection that the data source below the tap gave: who uses it, and where it stands.
 *
 * <p>It belongs to the worker that used it last, because a pool above the tap hands one session to worker after worker.
 */
final class Session implements Contender {

    private final Wire wire;
    private final Dialect dialect;
    private final Way way;
    private final boolean pooled;
    private final Settings settings = new Settings(this);
    private final TransactionFootprint transactionFootprint = new TransactionFootprint(this);
    private final TableDraw tableDraw = new TableDraw(this);
    private final Standing standing = new Standing();
    private final Waiting waiting;
    private final Object cleaning = new Object();
    private final AtomicBoolean held = new AtomicBoolean(true);
    private volatile Connection real;
    private volatile @Nullable Worker user;
    private volatile @Nullable Statement running;
    private volatile boolean ran;
    private volatile boolean shared;
    private volatile boolean closed;
    private volatile boolean unclean;
    private volatile boolean handedBack;
    private volatile boolean retired;
    private volatile boolean flying;
    private volatile boolean lost;
    private volatile boolean keptByTheDead;
    private volatile boolean wrote;
    private volatile int generation;
    private volatile long number;
    private @Nullable Connection tapped;

    /**
     * @param way how the connection came
     * @param fresh the connection below the tap
     * @param opener the worker that asked for it, or null
     * @param named whether it was asked for under a user of its own
     * @param pooled whether a pool above the tap asked for it, and keeps it
     */
    Session(Wire wire, Way way, Fresh fresh, @Nullable Worker opener, boolean pooled, boolean named)
            throws SQLException {
        this.wire = wire;
        this.way = way;
        this.real = fresh.connection();
        this.user = opener;
        this.ran = opener != null;
        this.pooled = pooled || opener == null;
        this.unclean = named;
        this.dialect = wire.source().dialect(real);
        this.waiting = new Waiting(this, dialect.locking(), fresh.look());
        this.number = dialect.locking().number(real);
    }

    Wire wire() {
        return wire;
    }

    Dialect dialect() {
        return dialect;
    }

    Settings settings() {
        return settings;
    }

    TransactionFootprint transactionFootprint() {
        return transactionFootprint;
    }

    /** Whether a statement is part of a draw that is no interaction. */
    boolean draws(Sql sql) throws SQLException {
        return wire.draws().passes(sql) || tableDraw.passes(sql);
    }

    /** The now of its open transaction. */
    Standing standing() {
        return standing;
    }

    /** Time passes: a transaction that is open keeps its now. */
    void passes(Duration time, Connection asking) throws SQLException {
        Worker worker = user;
        if (worker == null || worker.isDead() || closed || retired || flying || running != null) {
            return;
        }
        unlessOver(() -> {
            if (transaction() != Transaction.NONE) {
                standing.passes(time, dialect.began(asking, number));
            }
        });
    }

    private interface Asking {
        void ask() throws SQLException;
    }

    /** Asks what is not worth asking once somebody has closed it, which may be at this moment. */
    private void unlessOver(Asking asking) throws SQLException {
        try {
            asking.ask();
        } catch (SQLException failure) {
            if (!isOver()) {
                throw failure;
            }
        }
    }

    Waiting waiting() {
        return waiting;
    }

    @Override
    public long number() {
        return number;
    }

    /** What the job holds. */
    Connection tapped() {
        return Objects.requireNonNull(tapped);
    }

    Connection tapped(Connection proxy) {
        tapped = proxy;
        return proxy;
    }

    /** The connection below the tap; a new one if the harness took the last one away from a dead worker. */
    Connection real() throws SQLException {
        if (retired && !closed) {
            Fresh fresh = way.connection();
            real = fresh.connection();
            real.setAutoCommit(settings.autoCommit());
            held.set(true);
            lost = false;
            number = dialect.locking().number(real);
            transactionFootprint.isolation().forget();
            waiting.renewed(fresh.look());
            transactionFootprint.locks().released();
            retired = false;
            handedBack = false;
            wire.sessions().add(this);
        }
        return real;
    }

    /** Changes whenever statements made so far lose their ground. */
    int generation() {
        return generation;
    }

    /** Whether it has no connection any more. */
    boolean isGone() throws SQLException {
        return retired || isBroken();
    }

    /** Whether nothing can be said on its connection. A pool below may not have found that out yet. */
    boolean isBroken() throws SQLException {
        return lost || real.isClosed();
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether there is nothing more to end: it was closed through the tap, or its connection below. */
    boolean isOver() throws SQLException {
        return closed || isGone();
    }

    /** Whether its connection may serve somebody else by now. */
    boolean isHandedBack() {
        return closed && handedBack;
    }

    /** Whose call this is. A living worker takes the session over by using it. */
    @Nullable
    Worker owner() throws SQLException {
        Worker before = user;
        Worker worker = wire.gate().owner(before);
        if (before != null && before.isDead() && (worker == null || !worker.isDead())) {
            unlessOver(() -> buryFor(before));
        }
        Worker last = user;
        if (worker != null && worker != last && !worker.isDead()) {
            shared |= last != null;
            user = worker;
            ran = true;
            keptByTheDead = false;
            settings.forget();
            if (last == null && pooled && !closed) {
                transactionFootprint.settle();
            }
        }
        return worker;
    }

    @Override
    public @Nullable Worker user() {
        return user;
    }

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

    /** Whether a worker used it in this run, so that what it left open is not the test's own. */
    boolean ranForAWorker() {
        return ran;
    }

    /** Something that is more than a read was sent. */
    void writes() {
        wrote = true;
    }

    /**
     * Whether a thread that is nobody's may read on with it, whoever had the turn when it began: a worker that is only presumed has never
     * written with it, and holds no transaction.
     */
    boolean isOnlyReadFrom() throws SQLException {
        Worker last = user;
        return last != null && last.isPresumed() && !wrote && !isBroken() && transaction() == Transaction.NONE;
    }

    void disown() {
        user = null;
        settings.forget();
    }

    /** Whether nobody has used it since a worker died that had it from a pool above the tap: it may never have been given back. */
    boolean isKeptByTheDead() {
        return keptByTheDead;
    }

    /** Whether somebody will use it when its worker is gone: a pool above the tap. */
    boolean outlivesWorkers() {
        return pooled || shared;
    }

    Transaction transaction() throws SQLException {
        return dialect.transaction(real, transactionFootprint.isUsed());
    }

    /** The same when a statement has come back: its transaction has begun by then, at the latest. */
    Transaction transactionAfter() throws SQLException {
        return dialect.transaction(real, true);
    }

    /** Whether the next statement begins a transaction that somebody has to end. */
    boolean isAboutToBegin() throws SQLException {
        return !real.getAutoCommit() && transaction() == Transaction.NONE;
    }

    /** Whether its worker has begun a transaction on another session, or is about to. */
    boolean isAside() throws SQLException {
        Worker mine = user;
        for (Contender one : wire.contenders()) {
            boolean other = one instanceof Session session && session != this && session.isUsedBy(mine);
            if (other && !((Session) one).real.getAutoCommit()) {
                return true;
            }
        }
        return false;
    }

    private boolean isUsedBy(@Nullable Worker worker) throws SQLException {
        Worker its = user;
        return worker != null && its != null && its.name().equals(worker.name()) && !isOver();
    }

    /** Whether what is sent now becomes durable piece by piece if the server takes it piece by piece. */
    boolean commitsEachStatement() throws SQLException {
        return real.getAutoCommit() && transaction() == Transaction.NONE;
    }

    /** What is thrown where the driver's own connection cannot be asked any more. */
    SQLException refusal() {
        return dialect.closed(real);
    }

    /** A statement is about to be sent. */
    void sending(Sql sql, @Nullable Statement on) {
        transactionFootprint.sending(sql);
        running = on;
    }

    /** It came back, one way or the other. Whoever buries the session waits for that. */
    void sent(Sql sql, Outcome outcome) throws SQLException {
        try {
            if (closed) {
                return;
            }
            if (isBroken()) {
                transactionFootprint.loosen(); // it broke: to ask it anything would hide what the driver has thrown
            } else {
                transactionFootprint.sent(sql, outcome);
            }
        } finally {
            running = null;
        }
    }

    /** What is sent next runs in a transaction that the job knows nothing of. */
    void flies() {
        flying = true;
    }

    /** That has come back, and is not committed yet. */
    void holds() {
        running = null;
    }

    /** Ends it for the job. */
    void close() throws SQLException {
        closed = true;
        generation++;
        wire.sessions().remove(this);
        letGo();
    }

    /** Something was done to it that {@link Dialect#renew} does not undo. */
    void soil() {
        unclean = true;
    }

    /** Gives the connection back or closes it: once, whoever comes first. */
    private void letGo() throws SQLException {
        if (!held.compareAndSet(true, false)) {
            return;
        }
        if (lost) {
            closeBroken();
        } else if (unclean || outlivesWorkers() || real.isClosed()) {
            if (!real.isClosed()) {
                waiting.leave();
            }
            real.close();
        } else {
            handedBack = true;
            if (!real.getAutoCommit()) {
                real.setAutoCommit(true);
            }
            settings.putBack();
            way.done(real, waiting.look(), dialect);
        }
    }

    /** A pool below may say that it is broken, and knows it by then. */
    private void closeBroken() {
        try {
            real.close();
        } catch (SQLException known) {
            // no driver complains when what has broken is closed
        }
    }

    /** Lets a pool below find out what a lost message would have told it: that it must not lend this connection again. */
    private void letPoolFeelIt() {
        try {
            real.createStatement().close();
        } catch (SQLException felt) {
            // as it should be
        }
    }

    /** A message was lost: the session breaks, and its server side ends. */
    SQLException lose() {
        generation++;
        Connection broken = isSpared() ? way.broken() : null;
        if (broken == null || !isGivenToOthers()) {
            dialect.sever(real);
            letPoolFeelIt();
            way.broke(real, dialect);
        } else {
            real = broken;
        }
        lost = true;
        number = Locking.UNKNOWN;
        transactionFootprint.loosen();
        return dialect.lost(real);
    }

    /** What can be cut of it; null if nothing can. */
    @Nullable
    Lane lane() {
        return way.lane();
    }

    /** A message was really lost: the driver has closed the connection, and the server has ended its side. */
    void broke() {
        generation++;
        number = Locking.UNKNOWN;
        transactionFootprint.loosen();
    }

    /** Whether its connection, made as good as new, can serve whoever opens the next one. */
    private boolean isSpared() {
        return !unclean && !outlivesWorkers() && way.spares(dialect);
    }

    /** Connecting takes long: what only its user may find broken lives on for others. */
    private boolean isGivenToOthers() {
        try {
            rollBack();
            real.setAutoCommit(true);
            settings.putBack();
            way.done(real, waiting.look(), dialect);
            return true;
        } catch (SQLException unfit) {
            return false;
        }
    }

    /**
     * Ends what a dead worker has left, unless somebody has done it already. Whoever uses the session next may come before the harness does, through
     * a pool above the tap to which the dead worker's clean-up has given it back.
     */
    void buryFor(Worker dead) throws SQLException {
        synchronized (cleaning) {
            if (user == dead && !closed) {
                bury();
            }
        }
    }

    /** The worker that used it last is dead: what lives as long as a process ends now. */
    void bury() throws SQLException {
        synchronized (cleaning) {
            endAsItsProcessWould();
        }
    }

    private void endAsItsProcessWould() throws SQLException {
        if (isBroken()) {
            retire();
            return;
        }
        Statement stuck = running;
        if (stuck != null && !Recall.of(stuck, () -> running == stuck)) {
            wire.gate()
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
        if (isSpared()) {
            retire();
            return;
        }
        dialect.release(real);
        transactionFootprint.locks().released();
        settings.putBack();
        if (outlivesWorkers()) {
            generation++;
            keptByTheDead = true;
            disown();
        } else {
            retire();
        }
    }

    void rollBack() throws SQLException {
        if (!isBroken()) {
            endTransaction();
        }
        flying = false;
        transactionFootprint.loosen();
    }

    private void endTransaction() throws SQLException {
        if (transaction() != Transaction.NONE) {
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

    /** Takes the connection away; if somebody uses the session all the same, it gets another one. */
    void retire() throws SQLException {
        generation++;
        user = null;
        wire.sessions().remove(this);
        letGo();
        retired = true;
    }

    /** Somebody has closed its connection: nothing is asked of that any more. */
    void abandon() {
        generation++;
        user = null;
        running = null;
        flying = false;
        wire.sessions().remove(this);
        transactionFootprint.loosen();
        transactionFootprint.locks().released();
        settings.forget();
        held.set(false);
        retired = true;
    }
}
