package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Positions;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A database at one moment.
 *
 * @param contents the rows of every watched table
 * @param positions where its sequences stood
 * @param remembered how to show it
 * @param heard what listeners had been told
 */
record Captured(
        Map<Relation, Content> contents,
        Positions positions,
        Supplier<State> remembered,
        List<Notifications.Heard> heard)
        implements Snapshot {

    Captured(Map<Relation, Content> contents, Positions positions, Supplier<State> remembered) {
        this(contents, positions, remembered, List.of());
    }

    /** The same with what was told to listeners by then. */
    Captured hearing(List<Notifications.Heard> delivered, Notifications ledger) {
        return new Captured(
                contents, positions, () -> remembered.get().and(ledger.shown(delivered)), List.copyOf(delivered));
    }

    @Override
    public State memory() {
        return remembered.get();
    }
}
