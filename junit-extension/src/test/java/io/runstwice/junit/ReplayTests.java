package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** One schedule again. */
class ReplayTests {

    @Test
    void scheduleThatShowsTheViolation_isRedAlone() {
        Results results = TestKit.run(UnsafeScheduleTestCases.class);

        assertThat(results.tests()).containsExactly("replay D1 crash after db INSERT charges #1; D2");
        assertThat(results.failure())
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("UnsafeScheduleTestCases.job is not safe to run twice: double effect")
                .hasMessageContaining("@Replay(\"D1 crash after db INSERT charges #1; D2\")");
    }

    @Test
    void replayLineOfTheStory_canBePasted() {
        Throwable told = TestKit.run(RunsTwiceSafelyTests.ChargesAgainTestCases.class)
                .failures()
                .get("crash after db INSERT charges #1");

        assertThat(told).hasMessageContaining("@Replay(\"D1 crash after db INSERT charges #1; D2\")");
    }

    @Test
    void scheduleThatShowsNone_isGreen() {
        Results results = TestKit.run(SafeScheduleTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.passed()).containsExactly("replay D1 crash before db INSERT charges #1; D2");
    }

    @Test
    void pointThatNeverOccurs_isSaid() {
        assertThat(TestKit.run(NoSuchPointTestCases.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("db INSERT refunds #1");
    }

    private abstract static class ChargesAgain {

        @Watched
        final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }
    }

    static class UnsafeScheduleTestCases extends ChargesAgain {

        @RunsTwiceSafely
        @Replay("D1 crash after db INSERT charges #1; D2")
        void job() {
            Jobs.chargeAgain(db.dataSource());
        }
    }

    static class SafeScheduleTestCases extends ChargesAgain {

        @RunsTwiceSafely
        @Replay("D1 crash before db INSERT charges #1; D2")
        void job() {
            Jobs.chargeAgain(db.dataSource());
        }
    }

    static class NoSuchPointTestCases extends ChargesAgain {

        @RunsTwiceSafely
        @Replay("D1 crash after db INSERT refunds #1; D2")
        void job() {
            Jobs.chargeAgain(db.dataSource());
        }
    }
}
