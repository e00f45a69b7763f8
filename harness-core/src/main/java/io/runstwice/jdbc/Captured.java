package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Positions;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A database at one moment.
 *
 * @param contents the rows of every watched table
 * @param positions where its sequences stood
 * @param remembered how to show it
 */
record Captured(Map<Relation, Content> contents, Positions positions, Supplier<State> remembered) implements Snapshot {

    @Override
    public State memory() {
        return remembered.get();
    }
}
