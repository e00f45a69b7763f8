package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.source.Fresh;
import io.runstwice.jdbc.source.Way;
import io.runstwice.network.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The connection that a session has below the tap: it is taken, broken and handed back here. Thread-safe. */
final class LentConnection {

    private enum State {
        /** The session has it. */
        OPEN,
        /** A message was lost on it, and nothing can be said on it any more. */
        BROKEN,
        /**
         * The harness took the connection away from a dead worker. If a worker uses the session later, the session gets
         * another one.
         */
        RETIRED,
        /** It was closed through the tap. */
        CLOSED
    }

    private final Way way;
    private final Dialect dialect;
    private final AtomicBoolean held = new AtomicBoolean(true);
    private volatile Connection real;
    private volatile State state = State.OPEN;
    private volatile boolean handedBack;
    private volatile boolean unclean;
    private volatile int generation;
    private volatile long number;

    /** @param unclean whether it was asked for under a user of its own */
    LentConnection(Way way, Connection real, Dialect dialect, boolean unclean) throws SQLException {
        this.way = way;
        this.real = real;
        this.dialect = dialect;
        this.unclean = unclean;
        this.number = dialect.locking().number(real);
    }

    Connection real() {
        return real;
    }

    /** How the server calls it. */
    long number() {
        return number;
    }

    /** Changes whenever statements made so far lose their ground. */
    int generation() {
        return generation;
    }

    /** The lane that can be cut below it; null if there is none. */
    @Nullable
    Lane lane() {
        return way.lane();
    }

    boolean isRetired() {
        return state == State.RETIRED;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Whether nothing can be said on it. A pool below may not have found that out yet. */
    boolean isBroken() throws SQLException {
        return state == State.BROKEN || real.isClosed();
    }

    /** Whether it may serve another session by now. */
    boolean isHandedBack() {
        return isClosed() && handedBack;
    }

    /** Something was done to it that {@link Sessions#renew} does not undo. */
    void soil() {
        unclean = true;
    }

    /** Gets another connection in the place of the connection that was taken away. */
    Fresh renew(boolean autoCommit) throws SQLException {
        Fresh fresh = way.connection();
        real = fresh.connection();
        real.setAutoCommit(autoCommit);
        held.set(true);
        number = dialect.locking().number(real);
        handedBack = false;
        state = State.OPEN;
        return fresh;
    }

    /** Closes it for the job. A second call does nothing. */
    void close(boolean keptAbove, Settings settings, Waiting waiting) throws SQLException {
        boolean broken = state == State.BROKEN;
        state = State.CLOSED;
        generation++;
        letGo(broken, keptAbove, settings, waiting);
    }

    /** Takes it away. */
    void retire(boolean keptAbove, Settings settings, Waiting waiting) throws SQLException {
        boolean broken = state == State.BROKEN;
        generation++;
        letGo(broken, keptAbove, settings, waiting);
        if (!isClosed()) {
            state = State.RETIRED;
        }
    }

    /** The connection was closed: nothing is asked of it any more. */
    void abandon() {
        generation++;
        held.set(false);
        if (!isClosed()) {
            state = State.RETIRED;
        }
    }

    /** The connection below the statements made so far is gone. */
    void renewStatements() {
        generation++;
    }

    private void letGo(boolean broken, boolean keptAbove, Settings settings, Waiting waiting) throws SQLException {
        if (!held.compareAndSet(true, false)) {
            return;
        }
        if (broken) {
            closeBroken();
        } else if (unclean || keptAbove || real.isClosed()) {
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
            way.done(real, waiting.look(), dialect.sessions());
        }
    }

    /** A pool below may say that it is broken, and knows it by then. */
    private void closeBroken() {
        try {
            real.close();
        } catch (SQLException known) {
            // no driver complains when a broken connection is closed
        }
    }

    /** Gives the living connection to others, when its own session only has to find it broken. */
    interface Recycling {
        boolean isGivenToOthers();
    }

    /**
     * A message was lost: the session breaks, and its server side ends. Connecting takes long, so a living connection
     * may go on for others.
     */
    SQLException breaks(boolean spared, Recycling recycling) {
        generation++;
        Connection broken = spared ? way.broken() : null;
        if (broken == null || !recycling.isGivenToOthers()) {
            dialect.loss().sever(real);
            letPoolFeelIt();
            way.broke(real, dialect.sessions());
        } else {
            real = broken;
        }
        state = State.BROKEN;
        number = Locking.UNKNOWN;
        return dialect.loss().lost(real);
    }

    /**
     * Lets a pool below find out what a lost message would have told it: that it must not lend this connection again.
     */
    private void letPoolFeelIt() {
        try {
            real.createStatement().close();
        } catch (SQLException felt) {
            // as it should be
        }
    }

    /** A message was really lost: the driver has closed the connection, and the server has ended its side. */
    void broke() {
        generation++;
        number = Locking.UNKNOWN;
    }

    /** Whether it can be made as good as new and serve as the next connection that is opened. */
    boolean isSpared(boolean keptAbove) {
        return !unclean && !keptAbove && way.spares(dialect.sessions());
    }

    /** Gives it to others. */
    void done(Settings settings, Waiting waiting) throws SQLException {
        real.setAutoCommit(true);
        settings.putBack();
        way.done(real, waiting.look(), dialect.sessions());
    }
}
