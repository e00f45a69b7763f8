package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Delivery;
import io.runstwice.jdbc.Database;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestTag;

/** What JUnit offers works beside {@code @RunsTwiceSafely} as it does beside {@code @Test}. */
class LifecycleTests {

    @Test
    void setUpAndTearDown_runOncePerTestAndAreUndone() {
        Results results = TestKit.run(StaticTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.published("before")).hasSameSizeAs(results.tests()).allMatch("invoices 0"::equals);
        assertThat(results.published("after")).hasSameSizeAs(results.tests()).allMatch("invoices 1, charges 0"::equals);
        assertThat(StaticTestCases.db.query("select count(*) from invoices")).hasToString("0");
    }

    @Test
    void instanceFields_areWatchedPerTest() {
        Results results = TestKit.run(InstanceTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests()).hasSizeGreaterThan(4);
        assertThat(new HashSet<>(results.published("instance"))).hasSameSizeAs(results.tests());
    }

    @Test
    void instanceFieldsOfOneInstancePerClass_areWatchedForAllTests() {
        Results results = TestKit.run(PerClassTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests()).hasSizeGreaterThan(4);
        assertThat(new HashSet<>(results.published("instance"))).hasSize(1);
    }

    @Test
    void inheritedMethodsAndFields_areThoseOfTheSubclass() {
        assertThat(TestKit.run(InheritingTestCases.class).failures()).isEmpty();
    }

    @Test
    void nestedClass_seesTheFieldsAndTheSetUpAroundIt() {
        Results results = TestKit.run(EnclosingTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests()).contains("crash after db INSERT charges #1", "crash after mine INSERT notes #1");
    }

    @Test
    void deliveryAndOtherParameters_areResolved() {
        Results results = TestKit.run(ParametersTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.published("delivery")).contains("1 false", "2 true");
    }

    @Test
    void annotationsOfJUnit_holdForTheWholeMethod() {
        Results results = TestKit.run(AnnotatedTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.skipped()).containsExactly("disabled()");
        assertThat(results.events()
                        .containerEvents()
                        .finished()
                        .filter(event ->
                                event.getTestDescriptor().getDisplayName().equals("charges once"))
                        .map(event -> event.getTestDescriptor().getTags()))
                .containsExactly(Set.of(TestTag.create("money")));
    }

    @Test
    void otherTestsOfTheClass_runAsBefore() {
        Results results = TestKit.run(BesideTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.passed()).contains("plain_passes()", "number 1", "number 2", "one delivery, no fault");
    }

    @Test
    void testClassesInParallel_areExploredSideBySide() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "3");

        Results results =
                TestKit.run(parallel, InstanceTestCases.class, PerClassTestCases.class, InheritingTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests().stream().filter("one delivery, no fault"::equals))
                .hasSize(4);
    }

    @Test
    void setUpThatFails_isItsOwnFailureAndIsUndone() {
        Results results = TestKit.run(FailingSetUpTestCases.class);

        assertThat(results.failure()).hasMessage("no");
        assertThat(results.tests()).containsExactly("one delivery, no fault");
        assertThat(FailingSetUpTestCases.db.query("select count(*) from invoices"))
                .hasToString("0");
    }

    @Test
    void testThatIsDisabledAtTheLastMoment_leavesTheWorldToOthers() {
        Results results = TestKit.run(DisabledNodeTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.skipped()).containsExactly("one delivery, no fault", "one delivery, no fault");
    }

    static class StaticTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice(TestReporter reporter) {
            reporter.publishEntry("before", "invoices " + db.query("select count(*) from invoices"));
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }

        @AfterEach
        void look(TestReporter reporter) {
            reporter.publishEntry(
                    "after",
                    "invoices " + db.query("select count(*) from invoices") + ", charges "
                            + db.query("select count(*) from charges"));
        }
    }

    static class InstanceTestCases {

        @Watched
        final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice(TestReporter reporter) {
            reporter.publishEntry("instance", Integer.toString(System.identityHashCode(this)));
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCases extends InstanceTestCases {

        @RunsTwiceSafely
        void another() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class InheritingTestCases extends InstanceTestCases {

        @Watched
        private static final Database more = Database.watching(Worlds::h2);

        @Override
        @RunsTwiceSafely
        void job() {
            super.job();
            Worlds.executeOnce(more.dataSource(), "insert into notes (id, words) values (1, 'paid')");
        }
    }

    static class EnclosingTestCases {

        @Watched
        final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @Nested
        class Inside {

            @Watched
            final Database mine = Database.watching(Worlds::h2);

            @RunsTwiceSafely
            void job() {
                Jobs.chargeOnce(db.dataSource());
                Worlds.executeOnce(mine.dataSource(), "insert into notes (id, words) values (1, 'paid')");
            }
        }
    }

    static class ParametersTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::h2);

        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely
        void job(TestInfo info, Delivery delivery) {
            assertThat(info.getTestMethod()).isPresent();
            assertThat(delivery.clock().instant()).isNotNull();
            seen.add(delivery.attempt() + " " + delivery.redelivered());
            Jobs.chargeOnce(db.dataSource());
        }

        @AfterEach
        void tell(TestReporter reporter) {
            seen.forEach(each -> reporter.publishEntry("delivery", each));
        }
    }

    @RunsTwiceSafely
    @Tag("money")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface MoneyTest {}

    static class AnnotatedTestCases {

        @Watched
        final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @MoneyTest
        @DisplayName("charges once")
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }

        @RunsTwiceSafely
        @Disabled("as any test can be")
        void disabled() {
            throw new AssertionError("must not run");
        }
    }

    static class BesideTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::h2);

        @Test
        void plain_passes() {
            assertThat(List.of()).isEmpty();
        }

        @ParameterizedTest(name = "number {0}")
        @ValueSource(ints = {1, 2})
        void parameterized(int number) {
            assertThat(number).isPositive();
        }

        @RunsTwiceSafely
        void job() {
            Worlds.executeOnce(db.dataSource(), "insert into notes (id, words) values (1, 'x')");
        }
    }

    static class FailingSetUpTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void fail() {
            db.execute(Jobs.INVOICE);
            throw new IllegalStateException("no");
        }

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    /** Both methods watch one database. */
    @ExtendWith(NoNodes.class)
    static class DisabledNodeTestCases {

        static final DataSource source = Worlds.h2();

        @Watched
        final Database db = Database.watching(source);

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }

        @RunsTwiceSafely
        void another() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    /** Disables each test, but no method. */
    static class NoNodes implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getDisplayName().startsWith("one delivery")
                    ? ConditionEvaluationResult.disabled("not today")
                    : ConditionEvaluationResult.enabled("");
        }
    }
}
