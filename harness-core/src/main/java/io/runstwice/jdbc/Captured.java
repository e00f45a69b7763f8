package io.runstwice.jdbc;

import io.runstwice.jdbc.Dialect.Positions;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database at one moment.
 *
 * @param contents the rows of every watched table
 * @param positions where its sequences stood
 * @param begun where they stood when the world was as the test made it; nothing if it is so now
 * @param remembered how to show it
 * @param heard what listeners had been told
 * @param inWords how much time had passed for the texts and numbers that are made of now
 */
record Captured(
        Map<Relation, Content> contents,
        Positions positions,
        @Nullable Positions begun,
        Supplier<State> remembered,
        List<Notifications.Heard> heard,
        Duration inWords)
        implements Snapshot {

    Captured(
            Map<Relation, Content> contents,
            Positions positions,
            @Nullable Positions begun,
            Supplier<State> remembered,
            Duration inWords) {
        this(contents, positions, begun, remembered, List.of(), inWords);
    }

    /** The same with what was told to listeners by then. */
    Captured hearing(List<Notifications.Heard> delivered, Notifications ledger) {
        return new Captured(
                contents,
                positions,
                begun,
                () -> remembered.get().and(ledger.shown(delivered)),
                List.copyOf(delivered),
                inWords);
    }

    @Override
    public State memory() {
        return remembered.get();
    }
}
