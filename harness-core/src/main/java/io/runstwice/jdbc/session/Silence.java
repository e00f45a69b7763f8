package io.runstwice.jdbc.session;

import io.runstwice.network.Cut;
import io.runstwice.network.Lane;
import io.runstwice.network.Toxic;
import io.runstwice.world.Gate;
import io.runstwice.world.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Replies that are withheld for longer than a client waits.
 *
 * @param longest for how long; zero if they are not
 */
public record Silence(Duration longest) {

    /** The losses of a statement without a link: the harness imitates them. */
    public static final Set<Loss> LOSSES = Set.copyOf(EnumSet.of(Loss.REQUEST, Loss.REPLY));

    private static final Set<Loss> WITHHELD = Set.copyOf(EnumSet.of(Loss.REQUEST, Loss.REPLY, Loss.REPLY_IN_SILENCE));
    private static final Set<Loss> SLOW = Set.copyOf(EnumSet.allOf(Loss.class));

    public static final Silence NONE = new Silence(Duration.ZERO);

    /** The losses that are possible on a connection. */
    Set<Loss> losses(Connection connection, Gate gate) throws SQLException {
        if (longest.isZero()) {
            return LOSSES;
        }
        int patience = connection.isClosed() ? 0 : connection.getNetworkTimeout();
        if (patience > 0 && patience < longest.toMillis()) {
            return SLOW;
        }
        gate.note("a connection waits for a reply " + (patience == 0 ? "for ever" : "for " + patience + " ms")
                + ": where none came, it broke after " + longest.toMillis()
                + " ms, and late replies were not explored; set a shorter socketTimeout");
        return WITHHELD;
    }

    public Cut cut(Lane lane, Loss loss) {
        long millis = longest.toMillis();
        return switch (loss) {
            case REQUEST -> lane.cut(Toxic.REQUEST_CUT, 0);
            case REPLY -> lane.cut(Toxic.REPLY_CUT, 0);
            case REPLY_IN_SILENCE -> lane.cut(Toxic.REPLY_SILENT, millis);
            case REPLY_LATE -> lane.cut(Toxic.REPLY_SLOW, millis);
            case REPLY_IN_PIECES -> lane.cut(Toxic.REPLY_DRIBBLING, millis);
        };
    }

    /** The certificate's remark on it. */
    String remark() {
        return longest.isZero()
                ? ""
                : "; replies also withheld for " + longest.toMillis()
                        + " ms, and where a client gives up before, also late and in pieces";
    }
}
