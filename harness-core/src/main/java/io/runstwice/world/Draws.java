package io.runstwice.world;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: it draws values by itself, such as ids from a sequence or random tokens. Without
 * this ability it draws nothing, learns nothing and cannot be steadied.
 *
 * <p>One thread of the harness calls it, while no worker acts. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Draws {

    /**
     * Draws other values from now on. The harness compares runs from before and after, and so finds all that depends on
     * these values.
     */
    void perturb();

    /**
     * Learns from runs without any fault, each from the same state, which values were drawn: the resource cannot know
     * that by itself.
     *
     * @param given the world before each of them
     * @param left the state that each of them left; the last ones ran after {@link #perturb}
     * @return whether it shows its state in another way from now on, so that the runs have to be made again; false by
     *     default
     */
    default boolean learn(State given, List<State> left) {
        return false;
    }

    /**
     * A run took another path than one before it from the same state: removes every cause of this that the resource has
     * in itself. Blocks of numbers that are kept in memory, say, are no part of the path any more.
     *
     * @return whether something was done that may help; false by default
     */
    default boolean steady() {
        return false;
    }
}
