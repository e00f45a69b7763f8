package io.runstwice.jdbc.remote;

import io.runstwice.jdbc.lock.Contender;
import io.runstwice.jdbc.lock.StatementObserver;
import io.runstwice.jdbc.remote.SessionNotice.Others;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Line;
import java.sql.SQLException;

/**
 * The test, where the tap is in the process of a delivery: it is told which statement runs on which session, and which
 * tables that may change.
 *
 * @param line leads there
 */
public record RemoteNotifier(Line line) implements StatementObserver {

    /** Only what the test needs to know of it crosses. */
    @Override
    public void sends(Sql sql) {
        if (sql.readsNow()) {
            tell(new SessionNotice.ReadsNow(sql.text));
        }
    }

    /** {@link #touches} says it too. */
    @Override
    public void takes(Sql sql) {
        // see above
    }

    @Override
    public void gave(Sql sql) {
        tell(new SessionNotice.Gave(sql.text));
    }

    @Override
    public void touches(Sql sql) {
        tell(new SessionNotice.Touches(sql.text));
    }

    /** The answer says that the test listens to the channel. */
    @Override
    public void notifies(String channel) {
        line.ask(new SessionNotice.Notifies(channel).words());
    }

    /**
     * Only now the session learns whether a deadlock is to refuse it; nothing has run since that was decided.
     */
    @Override
    public boolean begins(Contender session) throws SQLException {
        Others known = Others.of(line.ask(new SessionNotice.Begins(session.number()).words()));
        if (known.sacrificed()) {
            session.sacrifice();
        } else {
            session.spare();
        }
        return known.others();
    }

    @Override
    public void runs(Contender session, Sql sql) {
        tell(new SessionNotice.Runs(session.number(), session.expires(), session.expiresNow(), sql.text));
    }

    @Override
    public void ended(Contender session) {
        tell(new SessionNotice.Ended(session.number()));
    }

    private void tell(SessionNotice notice) {
        line.tell(notice.words());
    }
}
