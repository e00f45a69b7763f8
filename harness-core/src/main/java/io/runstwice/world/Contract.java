package io.runstwice.world;

import org.apiguardian.api.API;

/** What a resource, or one table or endpoint of it, promises: the measure for surplus and missing rows. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Contract {
    /** Neither doubles nor losses. The default. */
    EXACTLY_ONCE("exactly once"),
    /** Doubles allowed, loss not. */
    AT_LEAST_ONCE("at least once"),
    /** Loss allowed, doubles not. */
    AT_MOST_ONCE("at most once");

    private final String words;

    Contract(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
