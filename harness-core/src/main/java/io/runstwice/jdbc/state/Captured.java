package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Notification;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
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
 * @param inWords by how much later the now is of which texts and numbers are made
 */
public record Captured(
        Map<Relation, Content> contents,
        Positions positions,
        @Nullable Positions begun,
        Supplier<State> remembered,
        List<Notification> heard,
        LaterNow inWords)
        implements Snapshot {

    Captured(
            Map<Relation, Content> contents,
            Positions positions,
            @Nullable Positions begun,
            Supplier<State> remembered,
            LaterNow inWords) {
        this(contents, positions, begun, remembered, List.of(), inWords);
    }

    /** The same with what was told to listeners by then. */
    public Captured hearing(List<Notification> delivered, State shown) {
        return new Captured(
                contents, positions, begun, () -> remembered.get().and(shown), List.copyOf(delivered), inWords);
    }

    @Override
    public State memory() {
        return remembered.get();
    }
}
