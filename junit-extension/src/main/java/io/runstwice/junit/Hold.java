package io.runstwice.junit;

import io.runstwice.Occupation;

/** The occupied world in the hands of one test. */
interface Hold {

    Occupation occupation();

    /** Puts the world back to what it was before the first {@code @BeforeEach} of the test. */
    void release();
}
