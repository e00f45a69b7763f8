package io.runstwice.world;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The state of the world, or of one resource of it, at one moment.
 *
 * @param tables every table that was read; a table that was not touched may be missing from both sides of a comparison
 * @param drawn the values that generators gave since the test made the world ready, as far as a resource can tell
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record State(List<Table> tables, List<DrawnNumbers> drawn) {

    public State {
        tables = List.copyOf(tables);
        drawn = List.copyOf(drawn);
    }

    /** A state of whose generators nothing is known but the columns that they fill. */
    public State(List<Table> tables) {
        this(tables, List.of());
    }

    /** The state without anything. */
    public static State empty() {
        return new State(List.of());
    }

    /** This state and another beside it. */
    public State and(State other) {
        List<Table> both = new ArrayList<>(tables);
        both.addAll(other.tables);
        List<DrawnNumbers> numbers = new ArrayList<>(drawn);
        numbers.addAll(other.drawn);
        return new State(both, numbers);
    }
}
