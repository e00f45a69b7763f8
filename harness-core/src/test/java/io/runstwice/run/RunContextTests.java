package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A doubt is never lost, and never held against a run that it does not concern. */
class RunContextTests {

    private final RunContext context = new RunContext(new InteractionRoute.Local(), Clock.systemUTC());

    @Test
    void doubtWithinARun_isItsAlone() {
        context.runBegins();
        context.doubt("hangs");
        context.runEnds();

        assertThat(context.doubts()).containsExactly("hangs");
        context.runBegins();
        assertThat(context.doubts()).isEmpty();
    }

    @Test
    void doubtAfterTheWorkersEnded_isOfThatRunAndOfTheNext() {
        context.runBegins();
        context.runEnds();
        context.doubt("a table changed");

        assertThat(context.doubts()).containsExactly("a table changed");
        context.runBegins();
        assertThat(context.doubts()).containsExactly("a table changed");
        context.runEnds();
        context.runBegins();
        assertThat(context.doubts()).isEmpty();
    }

    @Test
    void doubtOfAnotherExploration_isForgotten() {
        context.runBegins();
        context.doubt("hangs");
        context.runEnds();
        context.doubt("a table changed");

        context.begin();

        assertThat(context.doubts()).isEmpty();
    }
}
