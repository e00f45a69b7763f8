package io.runstwice.world;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * Which clock the job writes each column of a resource with, as the baselines have shown: {@code table.column}, named as in a {@link State}. What they
 * did not write is in none of these.
 *
 * @param controlled those written with {@link Gate#clock()}, which schedules move: they do not grow older by themselves
 * @param machine those written with the machine's clock
 * @param whole of both, those in which every time was of whole seconds
 * @param asked whether the job has asked for the controlled clock at all
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record Clocks(Set<String> controlled, Set<String> machine, Set<String> whole, boolean asked) {

    /** Nothing is known, and nobody has asked. */
    public static final Clocks UNKNOWN = new Clocks(Set.of(), Set.of(), Set.of(), false);

    public Clocks {
        controlled = Set.copyOf(controlled);
        machine = Set.copyOf(machine);
        whole = Set.copyOf(whole);
    }
}
