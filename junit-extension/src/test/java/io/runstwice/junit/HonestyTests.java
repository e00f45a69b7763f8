package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Database;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** What proves nothing is red, and says why. Nothing watched and a point that never occurs are in the tests beside. */
class HonestyTests {

    @Test
    void jobThatChangesNothing_isRed() {
        Results results = TestKit.run(ChangesNothingTestCases.class);

        assertThat(results.passed()).isEmpty();
        assertThat(results.failures().values()).first().asString().contains("changed nothing");
    }

    @Test
    void jobThatTouchesNothing_isRed() {
        Results results = TestKit.run(TouchesNothingTestCases.class);

        assertThat(results.passed()).isEmpty();
        assertThat(results.failure()).hasMessageContaining("touched nothing that is watched");
    }

    @Test
    void jobThatFailsByItself_isRedWithItsOwnException() {
        Results results = TestKit.run(FailsByItselfTestCases.class);

        assertThat(results.passed()).isEmpty();
        assertThat(results.failures().values()).first().satisfies(failure -> assertThat(failure)
                .isInstanceOfAny(AssertionFailedError.class, ExtensionConfigurationException.class)
                .hasMessageContaining("no such customer"));
    }

    @Test
    void jobThatNeverReturns_isRedWithinItsBound() {
        Results results = TestKit.run(NeverReturnsTestCases.class);

        assertThat(results.passed()).isEmpty();
        assertThat(results.tests()).containsExactly("one delivery, no fault");
        assertThat(results.failures().values()).first().asString().contains("200 ms");
    }

    @Test
    void jobWhoseStateIsMostlyNoise_isRed() {
        Results results = TestKit.run(OnlyNoiseTestCases.class);

        assertThat(results.failures().values())
                .isNotEmpty()
                .first()
                .isInstanceOf(AssertionFailedError.class)
                .asString()
                .contains("next to nothing can be compared", "notes.words");
    }

    @Test
    void jobThatTakesAnotherPathEachTime_isInconclusiveAndRed() {
        Results results = TestKit.run(AnotherPathTestCases.class);

        assertThat(results.failures().values())
                .isNotEmpty()
                .first()
                .isInstanceOf(AssertionFailedError.class)
                .asString()
                .contains("run 2 took another path");
    }

    @Test
    void assertionInTheBody_endsTheTestAsItself() {
        Results results = TestKit.run(AssertsTestCases.class);

        assertThat(results.failures().values())
                .isNotEmpty()
                .first()
                .isExactlyInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("mine ==> expected: <1> but was: <2>");
    }

    @Test
    void assumptionInTheBody_abortsTheTest() {
        Results results = TestKit.run(AssumesTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.aborted()).containsExactly("one delivery, no fault");
    }

    private static class Watching {

        @Watched
        final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }
    }

    static class ChangesNothingTestCases extends Watching {

        @RunsTwiceSafely
        void job() {
            Worlds.execute(db.dataSource(), "select cents from invoices where id = 42");
        }
    }

    static class TouchesNothingTestCases extends Watching {

        @RunsTwiceSafely
        void job() {}
    }

    static class FailsByItselfTestCases extends Watching {

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
            throw new IllegalStateException("no such customer");
        }
    }

    static class NeverReturnsTestCases extends Watching {

        @RunsTwiceSafely(deliveryWithin = "200ms")
        void job() throws InterruptedException {
            Jobs.chargeOnce(db.dataSource());
            new CountDownLatch(1).await();
        }
    }

    static class OnlyNoiseTestCases extends Watching {

        private final AtomicInteger times = new AtomicInteger();

        @BeforeEach
        void aNote() {
            db.execute("insert into notes (id, words) values (1, 'nothing yet')");
        }

        @RunsTwiceSafely
        void job() {
            String noise = "word ".repeat(times.incrementAndGet());
            Worlds.execute(db.dataSource(), "update notes set words = '" + noise + "' where id = 1");
        }
    }

    static class AnotherPathTestCases extends Watching {

        private final AtomicInteger times = new AtomicInteger();

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
            if (times.incrementAndGet() % 2 == 0) {
                Worlds.execute(db.dataSource(), "insert into notes (words) values ('even')");
            }
        }
    }

    static class AssertsTestCases extends Watching {

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
            Assertions.assertEquals(1, 2, "mine");
        }
    }

    static class AssumesTestCases extends Watching {

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
            Assumptions.assumeTrue(false);
        }
    }
}
