package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Transaction;
import io.runstwice.world.Footprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session's open transaction holds that others could notice: rows that it wrote or locked, tables that it used, the
 * moment that it looks at.
 */
final class TransactionFootprint {

    private final Session session;
    private final Isolation isolation;
    private final SessionLocks locks;
    private final Accesses accesses;
    private final List<Sql> written = new ArrayList<>();
    private Footprint kept = Footprint.none();
    private boolean used;
    private boolean told;
    private boolean notifies;
    private boolean snapshot;

    TransactionFootprint(Session session) {
        this.session = session;
        this.isolation = new Isolation(session);
        this.locks = new SessionLocks(session);
        this.accesses = new Accesses(session);
    }

    Isolation isolation() {
        return isolation;
    }

    SessionLocks locks() {
        return locks;
    }

    Accesses accesses() {
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
    boolean mayHaveWritten() throws SQLException {
        return !isClean()
                && session.transaction() == Transaction.OPEN
                && (notifies || session.dialect().wrote(session.real(), told));
    }

    /** Whether it makes durable what the open transaction wrote, whatever it is called. */
    boolean commits(Sql sql) {
        return sql.commits() || sql.phrases.stream().anyMatch(session.dialect()::commitsSilently);
    }

    /** Whether it is noticed by nobody but its session, and needs nothing of others. */
    boolean isPrivate(Sql sql) {
        return touch(sql) == Touch.NOTHING && !commits(sql) && !sql.checksConstraints();
    }

    /**
     * Commits what a pool left open when it prepared the session: HikariCP with autocommit off sets the schema within a
     * transaction that it does not end, and the first worker's death would take the schema away with it.
     */
    void settle() {
        try {
            Connection real = session.real();
            if (isClean() && session.transaction() == Transaction.OPEN && !real.getAutoCommit()) {
                real.commit();
                loosen();
            }
        } catch (SQLException broken) {
            // whoever uses it next will hear of it
        }
    }

    /** What a statement would look at and change if it were sent now. */
    Footprint of(Sql sql) throws SQLException {
        if (sql == Sql.CLOSE) {
            return locks.held();
        }
        boolean within = session.transaction() != Transaction.NONE;
        if (!within) {
            forget();
        }
        Touch touch = touch(sql);
        boolean closes = sql.ends() || sql.undoes() || sql.checksConstraints() || commits(sql);
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
    boolean canBeOvertaken(Sql sql) throws SQLException {
        if (!session.real().getAutoCommit() || session.transaction() != Transaction.NONE || sql.phrases.isEmpty()) {
            return false;
        }
        boolean noticed =
                session.wire().looksAtLocks(sql) || (session.dialect().refusesWhatIsStale() && isolation.isSnapshot());
        return session.wire().overtaken().canBe(sql, noticed);
    }

    /** A statement is about to be sent. */
    void sending(Sql sql) {
        isolation.sending(sql);
        session.wire().observer().touches(sql);
        if (commits(sql)) {
            // what was written in a transaction appears now, perhaps long after somebody looked
            written.forEach(session.wire().observer()::touches);
        }
    }

    /** It came back, one way or the other. */
    void sent(Sql sql, Outcome outcome) throws SQLException {
        if (sql.ends()) {
            loosen();
            return;
        }
        used = true;
        locks.sent(sql, touch(sql));
        // the server gives such a transaction no number before it commits
        notifies |= session.wire().catalog().notifies(sql);
        if (outcome.wrote()) {
            written.add(sql);
        }
        if (session.transaction() == Transaction.NONE || commits(sql)) {
            used = false; // what comes next begins a transaction, and has a now of its own
            forget();
            return;
        }
        kept = kept.and(touch(sql).kept());
        if (sql.undoes()) {
            session.waiting().transactionUndone();
        }
        Phrase only = sql.only();
        if (only == null || sql.undoes()) {
            told = false; // one text can end a transaction and begin the next
        } else {
            told |= outcome.rows() > 0 && session.wire().catalog().isPlainWrite(only);
        }
        // anything else may leave the moment open
        snapshot |=
                outcome.succeeded() && only != null && only.isQuery() && !only.relations.isEmpty() && !only.locksRows();
    }

    private Touch touch(Sql sql) {
        return session.wire().footprints().of(sql);
    }

    /** The transaction is over. */
    void loosen() {
        written.clear();
        used = false;
        forget();
    }

    private void forget() {
        session.wire().pasts().ended(session.standing().end());
        session.waiting().transactionEnded();
        accesses.forget();
        kept = Footprint.none();
        snapshot = false;
        told = false;
        notifies = false;
    }
}
