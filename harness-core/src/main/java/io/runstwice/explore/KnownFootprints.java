package io.runstwice.explore;

import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The footprints that workers have shown so far, on any path.
 *
 * <p>A move that conflicts with nothing that another worker does is no scheduling point. When a later run shows more,
 * it may become one.
 */
final class KnownFootprints {

    private static final String DELIVERIES = "";

    private final Map<String, Map<String, Footprint>> byKind = new HashMap<>();
    private final Set<String> changing = new HashSet<>();
    private final boolean watched;
    private int changes;

    /** Nothing yet, where the test looks at the world in the end. */
    KnownFootprints() {
        this(false);
    }

    private KnownFootprints(boolean watched) {
        this.watched = watched;
    }

    /**
     * Knows nothing yet. If a condition must hold after every interaction, each change is a point for every other
     * worker that changes something.
     */
    static KnownFootprints of(ExplorationContext context) {
        return new KnownFootprints(context.isWatched());
    }

    /** One more move was seen. */
    void add(Move move) {
        Interaction interaction = move.interaction();
        if (move.changes() && changing.add(kind(move.worker()))) {
            changes++;
        }
        if (interaction != null) {
            Map<String, Footprint> seen = byKind.computeIfAbsent(kind(move.worker()), unseen -> new HashMap<>());
            Footprint before = seen.get(move.point().resource());
            Footprint after = before == null ? interaction.footprint() : before.and(interaction.footprint());
            if (!after.equals(before)) {
                seen.put(move.point().resource(), after);
                changes++;
            }
        }
    }

    /** How often something was added that was not known before. */
    int changes() {
        return changes;
    }

    /**
     * Whether another worker may make a move whose order to this one can be told. All deliveries run the same code.
     */
    boolean isPoint(Move move) {
        Interaction interaction = move.interaction();
        if (interaction == null) {
            return true;
        }
        return watched && move.changes() && changing.stream().anyMatch(kind -> isOther(kind, move))
                || byKind.entrySet().stream()
                        .filter(kind -> isOther(kind.getKey(), move))
                        .map(kind -> kind.getValue().get(move.point().resource()))
                        .anyMatch(seen -> seen != null && seen.conflictsWith(interaction.footprint()));
    }

    /** Whether a worker of this kind can act beside this one. */
    private static boolean isOther(String kind, Move move) {
        return kind.equals(DELIVERIES) || !kind.equals(kind(move.worker()));
    }

    /**
     * Acts at each scheduling point, until no act shows a further point.
     *
     * @param all where a worker could be made to stand still
     * @param move the move that it is about to make there
     * @return the places that were left out because no other worker can notice
     */
    <T> List<T> atEachPoint(List<T> all, Function<T, Move> move, Consumer<T> what) {
        List<T> left = new ArrayList<>(all);
        boolean more = true;
        while (more) {
            List<T> points =
                    left.stream().filter(each -> isPoint(move.apply(each))).toList();
            left.removeAll(points);
            points.forEach(what);
            more = !points.isEmpty();
        }
        return left;
    }

    private static String kind(WorkerName worker) {
        return worker.isDelivery() ? DELIVERIES : worker.text();
    }
}
