package io.runstwice.examples.bench;

import io.runstwice.schedule.Schedule;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What jqwik is measured with: each try is one run through the builder. */
class PropertyTestCases {

    static final int TRIES = 60;

    @Property(tries = TRIES, seed = "7")
    void chargedOnce(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
        Properties.tried(new Properties.Sample(cents, schedule));
    }
}
