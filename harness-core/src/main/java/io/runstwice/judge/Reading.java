package io.runstwice.judge;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the values of one site as the baselines taught: a literal as it is, a time by its distance, an id and a random
 * token by where else they stand.
 */
interface Reading<T> {

    /** The term by which a value of a run is compared; empty if the value is none of those that were learnt. */
    Optional<Term> read(T value, Seen run);

    /**
     * Tells what may differ here.
     *
     * @param path the name of the site
     */
    void tell(String path, BiConsumer<String, Noise> to);

    /** All that may differ here. */
    default Set<Noise> noise() {
        EnumSet<Noise> all = EnumSet.noneOf(Noise.class);
        tell("", (path, noise) -> all.add(noise));
        return all;
    }
}
