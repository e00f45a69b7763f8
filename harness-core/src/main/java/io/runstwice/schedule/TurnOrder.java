package io.runstwice.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule that tells which turn may follow which. */
final class TurnOrder {

    private TurnOrder() {}

    /** Why this turn cannot come next, or null if it can. */
    static @Nullable String refusal(List<Turn> before, Turn turn) {
        int begun = before.stream().mapToInt(Turn::delivery).max().orElse(0);
        if (turn.delivery() > begun + 1) {
            return "the delivery here must be D" + (begun + 1) + " or one that began before:"
                    + " deliveries begin in the order of their numbers";
        }
        if (!turn.worker().isDelivery()) {
            return null; // an actor acts as often as it likes
        }
        Turn last = lastOf(before, turn.worker());
        if (last == null) {
            return turn.source() == Source.COPY && begun == 0 ? "the first delivery is no copy" : null;
        }
        if (turn.source() == Source.COPY) {
            return "only the first turn of " + turn.worker() + " can say \"copy\"";
        }
        boolean alone = before.stream().allMatch(earlier -> earlier.worker().equals(turn.worker()));
        if (alone && !last.pauses()) {
            return turn.worker()
                    + " has had its turn: it goes on only after a pause, or beside another worker that kept it waiting";
        }
        return last.faults().stream().anyMatch(Fault.Crash.class::isInstance) && !last.pauses()
                ? turn.worker() + " was killed and cannot go on"
                : null;
    }

    private static @Nullable Turn lastOf(List<Turn> before, WorkerName worker) {
        return before.stream()
                .filter(turn -> turn.worker().equals(worker))
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
