package io.runstwice.explore;

import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import java.util.HashMap;
import java.util.Map;

/**
 * What the workers were seen to touch so far, on any path.
 *
 * <p>A move that conflicts with nothing that another worker does is no scheduling point. When a later run shows more, it may become one.
 */
final class Footprints {

    private static final String DELIVERIES = "";

    private final Map<String, Map<String, Footprint>> byKind = new HashMap<>();

    /** One more move was seen. */
    void add(Move move) {
        Interaction interaction = move.interaction();
        if (interaction != null) {
            byKind.computeIfAbsent(kind(move.worker()), unseen -> new HashMap<>())
                    .merge(move.point().resource(), interaction.footprint(), Footprint::and);
        }
    }

    /** Whether anybody else may do something whose order to this can be told. All deliveries run the same code. */
    boolean isPoint(Move move) {
        Interaction interaction = move.interaction();
        if (interaction == null) {
            return true;
        }
        return byKind.entrySet().stream()
                .filter(kind ->
                        kind.getKey().equals(DELIVERIES) || !kind.getKey().equals(kind(move.worker())))
                .map(kind -> kind.getValue().get(move.point().resource()))
                .anyMatch(seen -> seen != null && seen.conflictsWith(interaction.footprint()));
    }

    private static String kind(WorkerName worker) {
        return worker.isDelivery() ? DELIVERIES : worker.text();
    }
}
