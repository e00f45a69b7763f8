package io.runstwice.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.run.RelayedFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What a job threw is told by what stands for it. */
class FailureTests {

    private static Throwable crossed(Throwable thrown) {
        return Failure.of(thrown).throwable();
    }

    @Test
    void exceptionOfTheJob_isToldWithItsStateFramesAndCause() {
        SQLException refused = new SQLException("refused", "40P01", new IllegalStateException("beneath"));

        Throwable crossed = crossed(refused);

        assertThat(crossed)
                .isInstanceOf(RelayedFailure.class)
                .hasMessage("refused")
                .hasToString("java.sql.SQLException: refused (SQLState 40P01)");
        assertThat(RelayedFailure.nameOf(crossed)).isEqualTo("SQLException");
        assertThat(crossed.getStackTrace()[0]).hasToString(refused.getStackTrace()[0].toString());
        assertThat(crossed.getStackTrace()).hasSameSizeAs(refused.getStackTrace());
        assertThat(crossed.getCause()).hasMessage("beneath").hasNoCause();
    }

    @Test
    void assertionAndAssumption_stayWhatTheyAre() {
        assertThat(crossed(new AssertionError("two rows")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("two rows");
        assertThat(crossed(new TestAbortedException("not here")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("not here");
    }
}
