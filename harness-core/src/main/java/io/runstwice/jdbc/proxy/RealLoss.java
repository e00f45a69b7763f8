package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.Silence;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.session.WorkerLanes;
import io.runstwice.jdbc.source.Way;
import io.runstwice.network.Cut;
import io.runstwice.network.Lane;
import io.runstwice.world.Effect;
import io.runstwice.world.Loss;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that is lost by a real network: the cut stands before the message is sent, and what came of it is asked of
 * the server.
 */
final class RealLoss {

    private final Session session;
    private final WorkerLanes linked;
    private final Loss loss;
    private final Cut cut;
    private final long number;
    private final boolean within;
    private final @Nullable String transaction;
    private @Nullable Exception felt;

    private RealLoss(Session session, WorkerLanes linked, Loss loss, Cut cut, Before before) {
        this.session = session;
        this.linked = linked;
        this.loss = loss;
        this.cut = cut;
        this.number = session.number();
        this.within = before.within;
        this.transaction = before.transaction;
    }

    /** The state of a session before it breaks. */
    private record Before(boolean within, @Nullable String transaction) {

        static Before of(Session session, boolean ends) throws SQLException {
            boolean open = session.transaction() == TransactionStatus.OPEN;
            return new Before(
                    open || !session.real().getAutoCommit(),
                    open && ends ? session.dialect().transactions().number(session.real()) : null);
        }
    }

    /**
     * Cuts the lane of a session, so that its next message is lost.
     *
     * @param ends whether that message makes a transaction durable
     * @return null if the loss has to be imitated: there is no link, or its cut would hit others too
     */
    static @Nullable RealLoss of(Session session, Loss loss, boolean ends) {
        Lane lane = session.lane();
        WorkerLanes linked = session.context().routes().linked();
        if (lane == null
                || linked == null
                || linked.isShared() && session.context().contenders().othersThan(session)) {
            return null;
        }
        try {
            Before before = Before.of(session, ends);
            return new RealLoss(session, linked, loss, linked.silence().cut(lane, loss), before);
        } catch (SQLException | UncheckedIOException unable) {
            linked.gate()
                    .doubt("a message was to be lost on the link, but it could not be cut: " + unable.getMessage());
            return null;
        }
    }

    /**
     * The exception that a worker that is cut off gets instead of a connection: the harness really tries to make one.
     */
    static SQLException refused(TapContext context, Way way, Loss loss) {
        Cut cut = Silence.NONE.cut(Objects.requireNonNull(way.lane()), loss);
        try {
            way.source().getConnection().close();
        } catch (SQLException thrown) {
            return thrown;
        } finally {
            cut.close();
        }
        context.gate()
                .doubt(
                        "a worker that is cut off got a connection all the same: something reaches the database another way");
        return new SQLException("no connection was to be had", "08001");
    }

    /** Notes the exception that the driver threw. */
    void felt(Exception thrown) {
        felt = thrown;
    }

    /** The effect of the message, as far as it is known before the server is asked. */
    Effect effect(boolean reads, boolean wroteBefore, boolean commits) {
        if (commits) {
            return wroteBefore ? Effect.DURABLE : Effect.NONE;
        } else if (reads) {
            return Effect.NONE;
        }
        return within ? Effect.PENDING : Effect.DURABLE;
    }

    /**
     * Heals the lane and makes sure that the loss happened.
     *
     * @param label the label of the lost message
     * @return the exception that the driver threw
     */
    Exception over(String label) {
        try {
            cut.close();
            Exception thrown = felt;
            if (thrown == null) {
                linked.gate()
                        .doubt(label
                                + " was to be lost on the link, but came through: something reaches the database another"
                                + " way");
                return session.lose();
            }
            check(label);
            linked.counted();
            session.broke();
            return thrown;
        } catch (SQLException | UncheckedIOException unable) {
            linked.gate()
                    .doubt(label + " was lost on the link, but the server could not be asked about it: "
                            + unable.getMessage());
            return session.lose();
        }
    }

    private void check(String label) throws SQLException {
        if (!session.real().isClosed()) {
            linked.gate().doubt(label + " was to be lost on the link, but its session lives: " + felt);
        }
        if (!linked.awaitEnd(number)) {
            linked.gate()
                    .doubt(label + " was lost on the link, but after 5 seconds the server had not ended its session");
        }
        Boolean committed = transaction == null ? null : linked.committed(transaction);
        if (committed != null && committed == (loss == Loss.REQUEST)) {
            linked.gate()
                    .doubt(label + " was lost on the link, but its transaction was "
                            + (committed ? "committed, although the request" : "not committed, although only the reply")
                            + " was to be lost");
        }
    }
}
