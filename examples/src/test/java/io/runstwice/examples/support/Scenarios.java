package io.runstwice.examples.support;

import java.util.List;

/** The explorations of one package, on a world of their own. */
public interface Scenarios {

    /** All of them, always in the same order. */
    List<Scenario> all();
}
