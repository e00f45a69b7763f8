package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import java.util.List;

/** Ends the sessions that workers leave behind: when one is dead, and when a run is over. */
public final class SessionCleanup {

    private final TapContext context;
    private final HarnessSession harness;
    private final Locking locking;

    public SessionCleanup(TapContext context, HarnessSession harness, Locking locking) {
        this.context = context;
        this.harness = harness;
        this.locking = locking;
    }

    /** A worker has ended, one way or the other. */
    public void after(Worker worker) throws SQLException {
        for (Session one : context.contenders().of(Session.class)) {
            if (one.user() == worker) {
                end(one, () -> after(worker, one));
            }
        }
        if (worker.isDead()) {
            reap(context.far().of(worker));
        }
    }

    private static void after(Worker worker, Session session) throws SQLException {
        if (session.isOnlyReadFrom()) {
            session.disown();
        } else if (worker.isDead()) {
            session.reapFor(worker);
        } else if (session.outlivesWorkers()) {
            session.disown();
        }
    }

    /**
     * The connections that killed workers may have kept of a pool above the tap, as a text; empty if there are none. A
     * real process would have taken the pool along. Only the job can give them back: only the pool knows its
     * borrowers.
     */
    public String keptByTheDead() {
        long kept = context.contenders().of(Session.class).stream()
                .filter(Session::isKeptByTheDead)
                .count();
        return kept == 0
                ? ""
                : "of the pool above, " + kept + (kept == 1 ? " connection was" : " connections were")
                        + " last used by deliveries that were killed, and may not have been given back. Close"
                        + " connections in a finally block or a try with resources, or put the tap above the pool:"
                        + " Database.watching(pool)";
    }

    /**
     * Ends the sessions that workers left open, with the run. Sessions that a pool above the tap keeps are rolled back
     * and go on.
     */
    public void afterRun() throws SQLException {
        reap(context.far().numbers());
        context.lastCalls().forget();
        for (Session one : context.contenders().of(Session.class)) {
            end(one, () -> afterRun(one));
        }
    }

    private static void afterRun(Session session) throws SQLException {
        if (session.isOnlyReadFrom()) {
            session.disown();
        } else if (session.user() != null && !session.outlivesWorkers()) {
            session.reap();
        } else if (session.outlivesWorkers() && session.ranForAWorker()) {
            session.rollBack();
            session.disown();
        }
    }

    /** Their process is dead; the server hears of it in its own time. */
    private void reap(List<Long> far) throws SQLException {
        if (!far.isEmpty()) {
            harness.with(connection -> {
                locking.reap(connection, far);
                return null;
            });
            context.far().forget(far);
        }
    }

    private interface Ending {
        void end() throws SQLException;
    }

    /**
     * Others may close a session at the moment at which it is ended here: a thread of a pool's own, or one of the
     * application. Then it has ended, as it should. That its server is gone is another thing, and looks the same from
     * the session; so the server is asked elsewhere.
     */
    private void end(Session session, Ending ending) throws SQLException {
        try {
            ending.end();
        } catch (SQLException failure) {
            if (!session.isOver() || !harness.isServed()) {
                throw failure;
            }
            session.abandon();
        }
    }
}
