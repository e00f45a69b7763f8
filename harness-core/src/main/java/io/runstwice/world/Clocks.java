package io.runstwice.world;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The clocks with which the job writes the columns of a resource, as the baselines have shown: {@code table.column},
 * named as in a {@link State}. Columns that no baseline wrote are in none of these.
 *
 * @param controlled those written with {@link Gate#clock()}, which schedules move: they do not grow older by themselves
 * @param machine those written with the machine's clock
 * @param whole of both, those in which every time was of whole seconds
 * @param fixed by column, the times that go with no clock: every baseline wrote them alike
 * @param unclear by column, the times that every baseline wrote alike and that may be now, cut to a whole second,
 *     minute or day
 * @param words columns of texts and numbers that hold the machine's now, cut to a minute, an hour or a day: they cannot
 *     grow older
 * @param unclearStands whether such times stand when time passes, and those that are written with one clock and looked
 *     at with the other
 * @param asked whether the job has asked for the controlled clock at all
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record Clocks(
        Set<String> controlled,
        Set<String> machine,
        Set<String> whole,
        Map<String, Set<Object>> fixed,
        Map<String, Set<Object>> unclear,
        Set<String> words,
        boolean unclearStands,
        boolean asked) {

    /** Nothing is known, and the job has asked for no time. */
    public static final Clocks UNKNOWN =
            new Clocks(Set.of(), Set.of(), Set.of(), Map.of(), Map.of(), Set.of(), false, false);

    public Clocks {
        controlled = Set.copyOf(controlled);
        machine = Set.copyOf(machine);
        whole = Set.copyOf(whole);
        words = Set.copyOf(words);
        fixed = copy(fixed);
        unclear = copy(unclear);
    }

    private static Map<String, Set<Object>> copy(Map<String, Set<Object>> values) {
        Map<String, Set<Object>> copy = new HashMap<>();
        values.forEach((column, of) -> copy.put(column, Set.copyOf(of)));
        return Map.copyOf(copy);
    }
}
