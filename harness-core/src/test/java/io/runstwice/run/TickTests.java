package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TickTests {

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
                    last = System.currentTimeMillis();
                    notebook.writeUnlessThere("a");
                })
                .watching(notebook)
                .within(Bounds.standard().oneAtATime())
                .explore()
                .orThrow();

        assertThat(begins).hasSizeGreaterThan(5);
        for (int i = 0; i < begins.size(); i++) {
            assertThat(begins.get(i)).isGreaterThan(ends.get(i));
        }
    }

    private long last;
}
