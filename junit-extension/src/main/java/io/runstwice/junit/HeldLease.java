package io.runstwice.junit;

import io.runstwice.engine.WorldLease;

/** The occupied world in the hands of one test. */
interface HeldLease {

    WorldLease lease();

    /** Puts the world back to its state before the first {@code @BeforeEach} of the test. */
    void release();
}
