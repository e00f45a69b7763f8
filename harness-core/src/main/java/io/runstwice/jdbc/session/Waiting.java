package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.Locking.Look;
import io.runstwice.jdbc.dialect.Locking.Timeouts;
import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.lock.StatementObserver;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The waits of one session. They end by the schedule and not by luck.
 *
 * <p>While another worker uses the database, a time-out that the job has set does not run: time passes for the worker
 * that waits only because the other has its turn. If the schedule says that the wait expires, the same time-out ends
 * it at once. Afterwards it stands where the job left it. A deadlock is found by the session that closes the cycle, if
 * it was told to look at once.
 */
public final class Waiting {

    private final ServerSession session;
    private final TapContext context;
    private final StatementEffects effects;
    private final Locking locking;
    private boolean mentioned;
    private volatile boolean expires;
    private volatile boolean expiresNow;
    private volatile @Nullable Sql running;
    private @Nullable Timeouts before;
    private boolean inTransaction;
    private volatile Look look;
    private boolean lookEnds;

    Waiting(ServerSession session, TapContext context, StatementEffects effects, Look look) {
        this.session = session;
        this.context = context;
        this.effects = effects;
        this.locking = session.dialect().locking();
        this.look = look;
    }

    /** The statement that runs on the session just now, or null. */
    @Nullable
    Sql running() {
        return running;
    }

    /** Whether the job has set a time-out that would end the wait of what runs now. */
    boolean expires() {
        return expires;
    }

    /** Whether the schedule says that it does so at once. */
    boolean expiresNow() {
        return expiresNow;
    }

    /**
     * When the next user of the connection is to look for deadlocks, as far as that is decided for longer than a
     * transaction: never at once.
     */
    Look look() {
        return look == Look.AS_CONFIGURED || lookEnds ? Look.AS_CONFIGURED : Look.HARDLY_EVER;
    }

    boolean looksAtOnce() {
        return look == Look.AT_ONCE;
    }

    /** A statement is about to be sent. */
    public void begins(Sql sql, @Nullable Worker owner, boolean expiring) throws SQLException {
        mentioned |= mentions(sql);
        expires = false;
        expiresNow = false;
        StatementObserver observer = context.observer();
        boolean others = owner == null ? context.contenders().othersThan(session) : observer.begins(session);
        if (owner != null && canWait(sql) && (expiring || others)) {
            if (look == Look.AS_CONFIGURED) {
                look(Look.HARDLY_EVER);
            }
            limit(expiring);
        }
        running = sql;
        locking.begins(session.number());
        if (owner != null) {
            observer.runs(session, sql);
        }
    }

    private boolean canWait(Sql sql) throws SQLException {
        Phrase only = sql.only();
        return only != null
                && !(only.isQuery()
                        && only.relations.isEmpty()
                        && context.catalog().purity().isPure(only))
                && session.transaction() != TransactionStatus.FAILED
                && !effects.isPrivate(sql);
    }

    private static boolean mentions(Sql sql) {
        return sql.phrases.stream()
                .filter(phrase -> phrase.verb.equals("SET") || phrase.functions.contains("set_config"))
                .flatMap(phrase -> phrase.tokens.stream())
                .anyMatch(token -> {
                    String text = token.text().toUpperCase(Locale.ROOT);
                    return text.contains("LOCK_TIMEOUT") || text.contains("STATEMENT_TIMEOUT");
                });
    }

    private void limit(boolean expiring) throws SQLException {
        boolean asked = mentioned || context.waitRules().limited();
        if (!asked && !locking.expiresByItself()) {
            return;
        }
        Timeouts now = locking.timeouts(session.real());
        if (now.any()) {
            expires = asked;
            expiresNow = expiring;
            inTransaction = session.transaction() != TransactionStatus.NONE;
            before = now;
            locking.expire(session.real(), expiring ? now.hastened() : Timeouts.NEVER, inTransaction);
        }
    }

    /** It came back. */
    public void ended() {
        if (running != null) {
            context.observer().ended(session);
        }
        running = null;
        locking.ended(session.number());
        Timeouts set = before;
        before = null;
        if (set != null) {
            try {
                putBack(set);
            } catch (SQLException broken) {
                // then no statement will wait on it again
            }
        }
    }

    /**
     * Puts time-outs back. A time-out that was set within a transaction is gone with it, and goes when a failed
     * transaction is rolled back to a savepoint.
     */
    private void putBack(Timeouts set) throws SQLException {
        boolean open = session.transaction() == TransactionStatus.OPEN;
        if (open || !inTransaction || locking.expiresByItself()) {
            locking.expire(session.real(), set, open);
        }
    }

    /** A transaction is over, and with it the decisions within it. */
    void transactionEnded() {
        if (lookEnds) {
            look = Look.AS_CONFIGURED;
            lookEnds = false;
        }
    }

    /** The transaction went back to a savepoint, and the decisions since then went with it: they are made anew. */
    void transactionUndone() {
        if (lookEnds) {
            look = Look.AS_CONFIGURED;
        }
    }

    /** The connection is another one, or as good as new. */
    void renewed(Look now) {
        look = now;
        lookEnds = false;
    }

    /** If its next wait closes a cycle, it is the one to be refused. Called while nothing runs on it. */
    void sacrifice() throws SQLException {
        if (look != Look.AT_ONCE && running == null) {
            look(Look.AT_ONCE);
        }
    }

    /** It is no longer the one. Called at any time; a session whose wait has begun looks no more. */
    void spare() throws SQLException {
        if (look == Look.AT_ONCE && running == null) {
            look(Look.HARDLY_EVER);
        }
    }

    /** The exploration is over: puts the session back to its former settings, unless it is stuck or broken. */
    public void leave() {
        try {
            if (look != Look.AS_CONFIGURED && running == null && session.transaction() == TransactionStatus.NONE) {
                look(Look.AS_CONFIGURED);
            }
        } catch (SQLException broken) {
            // then it is not used any more
        }
    }

    private void look(Look how) throws SQLException {
        TransactionStatus transaction = session.transaction();
        if (!context.waitRules().choosesVictims() || transaction == TransactionStatus.FAILED || session.isGone()) {
            return;
        }
        boolean within = transaction == TransactionStatus.OPEN;
        locking.look(session.real(), how, within);
        look = how;
        lookEnds |= within;
    }
}
