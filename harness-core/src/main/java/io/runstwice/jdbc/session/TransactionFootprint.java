package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.schema.Touch;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.state.Standing;
import io.runstwice.world.Footprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a session's open transaction that others could notice: rows that it wrote or locked, tables that it
 * used, the moment that it looks at.
 */
public final class TransactionFootprint {

    private final ServerSession session;
    private final TapContext context;
    private final StatementEffects effects;
    private final Isolation isolation;
    private final SessionLocks locks;
    private final Waiting waiting;
    private final Standing standing;
    private final Accesses accesses;
    private final List<Sql> written = new ArrayList<>();
    private Footprint kept = Footprint.none();
    private boolean used;
    private boolean told;
    private boolean notifies;
    private boolean snapshot;

    TransactionFootprint(
            ServerSession session,
            TapContext context,
            StatementEffects effects,
            Isolation isolation,
            SessionLocks locks,
            Waiting waiting,
            Standing standing) {
        this.session = session;
        this.context = context;
        this.effects = effects;
        this.isolation = isolation;
        this.locks = locks;
        this.waiting = waiting;
        this.standing = standing;
        this.accesses = new Accesses(context, effects);
    }

    public Accesses accesses() {
        return accesses;
    }

    /** Whether statements ran since the last transaction ended. */
    boolean isUsed() {
        return used;
    }

    /** Whether nothing was written since then. */
    boolean isClean() {
        return written.isEmpty();
    }

    /** Whether the open transaction may have changed a row. */
    public boolean mayHaveWritten() throws SQLException {
        return !isClean()
                && session.transaction() == TransactionStatus.OPEN
                && (notifies || session.dialect().transactions().wrote(session.real(), told));
    }

    /**
     * Commits what a pool left open when it prepared the session: HikariCP with autocommit off sets the schema within a
     * transaction that it does not end, and the first worker's death would take the schema away with it.
     */
    void settle() {
        try {
            Connection real = session.real();
            if (isClean() && session.transaction() == TransactionStatus.OPEN && !real.getAutoCommit()) {
                real.commit();
                loosen();
            }
        } catch (SQLException broken) {
            // the next call on it will throw
        }
    }

    /** The footprint that a statement would have if it were sent now. */
    public Footprint of(Sql sql) throws SQLException {
        if (sql == Sql.CLOSE) {
            return locks.held();
        }
        boolean within = session.transaction() != TransactionStatus.NONE;
        if (!within) {
            forget();
        }
        Touch touch = effects.touch(sql);
        boolean closes = sql.ends() || sql.undoes() || sql.checksConstraints() || effects.commits(sql);
        if (touch == Touch.NOTHING && !closes) {
            return sql.takesSnapshot() ? Footprint.writingAll() : Footprint.none();
        }
        if (isolation.isSerializable()) {
            return Footprint.writingAll();
        }
        if (closes) {
            return kept.and(touch.now());
        }
        boolean goesOn = within || !session.real().getAutoCommit();
        Footprint own = goesOn ? touch.within() : touch.now();
        boolean looksFirst = !snapshot && goesOn && isolation.isSnapshot();
        return looksFirst ? own.and(Footprint.readingAll()) : own;
    }

    /** Whether it commits by itself, and others can come between its execution and that. */
    public boolean canBeOvertaken(Sql sql) throws SQLException {
        if (!session.real().getAutoCommit()
                || session.transaction() != TransactionStatus.NONE
                || sql.phrases.isEmpty()) {
            return false;
        }
        boolean noticed = context.use().looksAtLocks(sql)
                || (session.dialect().sql().refusesWhatIsStale() && isolation.isSnapshot());
        return context.schema().atomicity().canBe(sql, noticed);
    }

    /** A statement is about to be sent. */
    void sending(Sql sql) {
        isolation.sending(sql);
        context.observer().touches(sql);
        if (effects.commits(sql)) {
            // the writes of a transaction appear now, perhaps long after another worker looked
            written.forEach(context.observer()::touches);
        }
    }

    /** It came back, one way or the other. */
    void sent(Sql sql, Outcome outcome) throws SQLException {
        if (sql.ends()) {
            loosen();
            return;
        }
        used = true;
        locks.sent(sql, effects.touch(sql));
        // the server gives such a transaction no number before it commits
        notifies |= context.catalog().notifies(sql);
        if (outcome.wrote()) {
            written.add(sql);
        }
        if (session.transaction() == TransactionStatus.NONE || effects.commits(sql)) {
            used = false; // what comes next begins a transaction, and has a now of its own
            forget();
            return;
        }
        kept = kept.and(effects.touch(sql).kept());
        if (sql.undoes()) {
            waiting.transactionUndone();
        }
        Phrase only = sql.only();
        if (only == null || sql.undoes()) {
            told = false; // one text can end a transaction and begin the next
        } else {
            told |= outcome.rows() > 0 && context.catalog().isPlainWrite(only);
        }
        // anything else may leave the moment open
        snapshot |=
                outcome.succeeded() && only != null && only.isQuery() && !only.relations.isEmpty() && !only.locksRows();
    }

    /** The transaction is over. */
    void loosen() {
        written.clear();
        used = false;
        forget();
    }

    private void forget() {
        context.pasts().ended(standing.end());
        waiting.transactionEnded();
        accesses.forget();
        kept = Footprint.none();
        snapshot = false;
        told = false;
        notifies = false;
    }
}
