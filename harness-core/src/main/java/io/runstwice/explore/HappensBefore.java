package io.runstwice.explore;

import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The happens-before relation of moves, as far as it can be told: two sequences of moves that differ only in the order
 * of moves that commute have the same key, and lead to the same state of the world and of every worker.
 *
 * <p>These are Mazurkiewicz's traces; that a search may stop at one that it has seen, with no more preemptions spent,
 * is shown by Musuvathi and Qadeer, "Partial-order reduction for context-bounded state exploration", MSR-TR-2007-12.
 */
final class HappensBefore {

    private final BiPredicate<Move, Move> dependence;
    private final List<Move> moves = new ArrayList<>();
    private final List<Digest> pasts = new ArrayList<>();
    private final Map<WorkerName, Digest> last = new TreeMap<>(Comparator.comparing(WorkerName::text));

    /** @param dependence whether the order of two moves can be told */
    HappensBefore(BiPredicate<Move, Move> dependence) {
        this.dependence = dependence;
    }

    /** The digests of the moves before a move tell its past, so each digest stands for all moves that led to it. */
    void add(Move move) {
        List<Object> past = new ArrayList<>();
        past.add(move.worker().text());
        past.add(move.point().resource());
        past.add(move.point());
        past.add(move.waits());
        past.add(String.valueOf(last.get(move.worker())));
        latestConflicts(move).values().stream().sorted().forEach(past::add);
        Digest digest = Digest.of(past.stream().map(Object::toString).collect(Collectors.joining("\u0000")));
        moves.add(move);
        pasts.add(digest);
        last.put(move.worker(), digest);
    }

    /** The last move of each other worker that its order to this one can be told of. */
    private Map<WorkerName, Digest> latestConflicts(Move move) {
        Map<WorkerName, Digest> latest = new HashMap<>();
        for (int i = 0; i < moves.size(); i++) {
            Move earlier = moves.get(i);
            if (!earlier.worker().equals(move.worker()) && dependence.test(earlier, move)) {
                latest.put(earlier.worker(), pasts.get(i));
            }
        }
        return latest;
    }

    /** Equal for two sequences only if they differ in the order of moves that commute. */
    String key() {
        return last.toString();
    }
}
