package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ClockTickTests {

    @Test
    void awaitAnother_endsInALaterMillisecond() {
        ClockTick tick = new ClockTick();
        for (int i = 0; i < 200; i++) {
            tick.passes();
            long before = System.currentTimeMillis();
            tick.awaitAnother();

            assertThat(System.currentTimeMillis())
                    .isGreaterThanOrEqualTo(before)
                    .isNotEqualTo(tick.last());
        }
    }

    @Test
    void deliveriesOfARun_neverBeginInTheMillisecondInWhichTheLastOneActed() {
        Notebook notebook = new Notebook();
        List<Long> ends = new CopyOnWriteArrayList<>();
        List<Long> begins = new CopyOnWriteArrayList<>();

        RunsTwice.job("TestJob", delivery -> {
                    if (delivery.attempt() > 1) {
                        begins.add(System.currentTimeMillis());
                        ends.add(last);
                    }
                    try {
                        for (int i = 0; i < 6; i++) {
                            notebook.writeUnlessThere("line " + i);
                        }
                    } finally {
                        last = System.currentTimeMillis();
                    }
                })
                .watching(notebook)
                .within(Bounds.standard().oneAtATime())
                .explore()
                .orThrow();

        assertThat(begins).hasSizeGreaterThan(50);
        for (int i = 0; i < begins.size(); i++) {
            assertThat(begins.get(i)).isGreaterThan(ends.get(i));
        }
    }

    private long last;
}
