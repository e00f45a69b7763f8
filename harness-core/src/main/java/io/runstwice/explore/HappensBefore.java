package io.runstwice.explore;

import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * What happened before what, as far as it can be told: two sequences of moves that differ only in the order of moves that commute
 * have the same key, and lead to the same state of the world and of every worker.
 *
 * <p>These are Mazurkiewicz's traces; that a search may stop at one that it has seen, with no more preemptions spent, is shown by
 * Musuvathi and Qadeer, "Partial-order reduction for context-bounded state exploration", MSR-TR-2007-12.
 */
final class HappensBefore {

    private final Map<List<Object>, Integer> numbers;
    private final BiPredicate<Move, Move> dependence;
    private final List<Move> moves = new ArrayList<>();
    private final List<Integer> ids = new ArrayList<>();
    private final Map<WorkerName, Integer> last = new TreeMap<>(Comparator.comparing(WorkerName::text));

    /**
     * @param numbers shared by all sequences that are to be compared: equal pasts get equal numbers
     * @param dependence whether the order of two moves can be told
     */
    HappensBefore(Map<List<Object>, Integer> numbers, BiPredicate<Move, Move> dependence) {
        this.numbers = numbers;
        this.dependence = dependence;
    }

    void add(Move move) {
        List<Object> past = new ArrayList<>();
        past.add(move.worker());
        past.add(move.point());
        past.add(move.waits());
        past.add(last.getOrDefault(move.worker(), 0));
        latestConflicts(move).values().stream().sorted().forEach(past::add);
        int id = numbers.computeIfAbsent(past, unseen -> numbers.size() + 1);
        moves.add(move);
        ids.add(id);
        last.put(move.worker(), id);
    }

    /** The last move of each other worker that its order to this one can be told of. */
    private Map<WorkerName, Integer> latestConflicts(Move move) {
        Map<WorkerName, Integer> latest = new HashMap<>();
        for (int i = 0; i < moves.size(); i++) {
            Move earlier = moves.get(i);
            if (!earlier.worker().equals(move.worker()) && dependence.test(earlier, move)) {
                latest.put(earlier.worker(), ids.get(i));
            }
        }
        return latest;
    }

    /** Equal for two sequences only if they differ in the order of moves that commute. */
    String key() {
        return last.toString();
    }
}
