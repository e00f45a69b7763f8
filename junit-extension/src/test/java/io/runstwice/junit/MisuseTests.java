package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Delivery;
import io.runstwice.effect.Effects;
import io.runstwice.jdbc.Database;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Wrong use of the annotations: a configuration error that names the element, the requirement and the way out. */
class MisuseTests {

    @Test
    void nothingWatched_isSaid() {
        assertMisuse(NothingWatchedTestCases.class)
                .hasMessage(
                        "`@RunsTwiceSafely` needs at least one `@Watched` resource, but `NothingWatchedTestCases` has none."
                                + " Declare the database or service that the job changes.");
    }

    @Test
    void watchedFieldOfAnotherType_isSaid() {
        assertMisuse(WatchedTextTestCases.class)
                .hasMessage("`@Watched` needs a resource, but `WatchedTextTestCases.db` is a `String`."
                        + " Watch it through `Database`, `HttpService` or `Effects`, or implement `Resource`.");
        assertMisuse(WatchedObjectTestCases.class).hasMessageContaining("`WatchedObjectTestCases.db` is a `Object`");
    }

    @Test
    void watchedFieldThatIsNull_isSaid() {
        assertMisuse(NullStaticTestCases.class)
                .hasMessageStartingWith("`@Watched` needs a resource, but `NullStaticTestCases.db` is null")
                .hasMessageContaining("`Database.watching(() -> dataSource)`");
        assertMisuse(NullInstanceTestCases.class).hasMessageContaining("`NullInstanceTestCases.db` is null");
    }

    @Test
    void twoFieldsOfOneName_areSaid() {
        assertMisuse(SameNameTestCases.class)
                .hasMessageContaining("`SameNameTestCases.mails` and `Inside.mails`")
                .hasMessageEndingWith("Rename one of them.");
    }

    @Test
    void oneResourceInTwoFields_isSaid() {
        assertMisuse(SameResourceTestCases.class)
                .hasMessageContaining("`SameResourceTestCases.mails` and `SameResourceTestCases.others`")
                .hasMessageEndingWith("Watch it once.");
    }

    @Test
    void anotherTestAnnotation_isRedWhicheverJUnitTakes() {
        assertThat(TestKit.run(OtherTestsTestCases.class).failures().values())
                .allSatisfy(failure -> assertThat(failure)
                        .isExactlyInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageContaining("makes `OtherTestsTestCases.")
                        .hasMessageEndingWith("Remove one of the two."))
                .extracting(Throwable::getMessage)
                .map(message -> message.replaceAll(".*there is `(.*)` beside.*", "$1"))
                .containsOnly("@Test", "@RepeatedTest", "@ParameterizedTest", "@TestFactory");
    }

    @Test
    void replayAlone_isSaid() {
        Results results = TestKit.run(ReplayAloneTestCases.class);

        assertThat(results.passed()).isEmpty();
        assertThat(results.failures().values()).hasSizeGreaterThan(1).allSatisfy(failure -> assertThat(failure)
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("`@Replay` needs `@RunsTwiceSafely` beside it, but `ReplayAloneTestCases."));
    }

    @Test
    void replayThatIsNoSchedule_isSaid() {
        assertMisuse(NoScheduleTestCases.class)
                .hasMessageContaining("there is \"explodes\"")
                .hasMessageContaining("crash after <point>");
    }

    @Test
    void durationThatIsNone_isSaid() {
        assertMisuse(NoDurationTestCases.class)
                .hasMessage(
                        "`redeliveredWithin` of `@RunsTwiceSafely` needs a positive duration such as \"25 hours\", \"25h\" or"
                                + " \"PT25H\" (units: ms, s, min, h, d), but is \"soon\". Write it in one of these forms.");
    }

    @Test
    void noSchedules_isSaid() {
        assertMisuse(NoSchedulesTestCases.class)
                .hasMessage("`schedules` of `@RunsTwiceSafely` needs to be at least 1, but is 0."
                        + " Leave it out for the default of 5,000.");
    }

    @Test
    void testsInParallel_areRefused() {
        Results results = TestKit.run(
                java.util.Map.of("junit.jupiter.execution.parallel.enabled", "true"), ConcurrentTestCases.class);

        assertThat(results.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("`ConcurrentTestCases.job` is `@Execution(CONCURRENT)`");
    }

    @Test
    void deliveryElsewhere_isSaid() {
        assertThat(TestKit.run(DeliveryInSetUpTestCases.class).failure())
                .hasStackTraceContaining("`Delivery` needs to be a parameter of the `@RunsTwiceSafely` method,"
                        + " but `setUp` asks for it");
    }

    @Test
    void methodThatJUnitDoesNotRun_isReportedByJUnit() {
        var issues = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(NotRunTestCases.class))
                .discover()
                .getDiscoveryIssues();

        assertThat(issues)
                .extracting(issue -> issue.message())
                .anyMatch(message -> message.contains("hidden()") && message.contains("must not be private"))
                .anyMatch(message -> message.contains("valued()") && message.contains("must not return a value"))
                .anyMatch(message -> message.contains("shared()") && message.contains("must not be static"));
    }

    @Test
    void nullDataSource_isSaid() {
        assertMisuse(NullDataSourceTestCases.class).hasMessageContaining("null");
    }

    @Test
    void closedDataSource_isSaid() {
        assertMisuse(ClosedDataSourceTestCases.class)
                .hasMessageContaining("the pool is closed")
                .hasMessageContaining("Start it before the test");
    }

    @Test
    void databaseWithRows_isNotTouched() {
        assertMisuse(NotEmptyTestCases.class)
                .hasMessageContaining("disposable()")
                .hasMessageContaining("jdbc:h2:tcp:");
        assertThat(NotEmptyTestCases.db.query("select count(*) from notes")).hasToString("1");
    }

    @Test
    void databaseWithRowsThatIsDisposable_isUsedAndPutBack() {
        assertThat(TestKit.run(DisposableTestCases.class).failures()).isEmpty();
        assertThat(DisposableTestCases.db.query("select words from notes")).hasToString("mine");
    }

    @Test
    void twoExplorationsOfOneDatabase_areRefused() {
        assertMisuse(TwiceWatchedTestCases.class)
                .hasMessageContaining("held by the exploration of db")
                .hasMessageContaining("a database of its own");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertMisuse(Class<?> testCases) {
        return assertThat(TestKit.run(testCases).failure()).isExactlyInstanceOf(ExtensionConfigurationException.class);
    }

    static class NothingWatchedTestCases {

        @RunsTwiceSafely
        void job() {}
    }

    static class WatchedTextTestCases {

        @Watched
        static final String db = "jdbc:postgresql:db";

        @RunsTwiceSafely
        void job() {}
    }

    static class WatchedObjectTestCases {

        @Watched
        static final Object db = "jdbc:postgresql:db";

        @RunsTwiceSafely
        void job() {}
    }

    static class NullStaticTestCases {

        @Watched
        static @Nullable Database db;

        @RunsTwiceSafely
        void job() {}
    }

    static class NullInstanceTestCases {

        @Watched
        @Nullable
        Database db;

        @RunsTwiceSafely
        void job() {}
    }

    static class SameNameTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @Nested
        class Inside {

            @Watched
            final Effects mails = Effects.unkeyed();

            @RunsTwiceSafely
            void job() {}
        }
    }

    static class SameResourceTestCases {

        @Watched
        static final Effects mails = Effects.unkeyed();

        @Watched
        static final Effects others = mails;

        @RunsTwiceSafely
        void job() {}
    }

    static class OtherTestsTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @Test
        @RunsTwiceSafely
        void plainTest_too() {}

        @RepeatedTest(2)
        @RunsTwiceSafely
        void repeated() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @RunsTwiceSafely
        void parameterized(int number) {}

        @TestFactory
        @RunsTwiceSafely
        List<DynamicTest> factory() {
            return List.of(DynamicTest.dynamicTest("one", () -> {}));
        }
    }

    static class ReplayAloneTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @Replay("D1")
        void alone() {}

        @Test
        @Replay("D1")
        void replay_besideTest() {}
    }

    static class NoScheduleTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @RunsTwiceSafely
        @Replay("D1 explodes")
        void job() {}
    }

    static class NoDurationTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @RunsTwiceSafely(redeliveredWithin = "soon")
        void job() {}
    }

    static class NoSchedulesTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @RunsTwiceSafely(schedules = 0)
        void job() {}
    }

    static class ConcurrentTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @RunsTwiceSafely
        @Execution(ExecutionMode.CONCURRENT)
        void job() {}
    }

    static class DeliveryInSetUpTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @BeforeEach
        void setUp(Delivery delivery) {}

        @RunsTwiceSafely
        void job() {}
    }

    static class NotRunTestCases {

        @Watched
        final Effects mails = Effects.unkeyed();

        @RunsTwiceSafely
        private void hidden() {}

        @RunsTwiceSafely
        int valued() {
            return 1;
        }

        @RunsTwiceSafely
        static void shared() {}
    }

    static class NullDataSourceTestCases {

        @Watched
        static final Database db = Database.watching(() -> (DataSource) null);

        @RunsTwiceSafely
        void job() {}
    }

    static class ClosedDataSourceTestCases {

        @Watched
        static final Database db = Database.watching(Refusing::source);

        @RunsTwiceSafely
        void job() {}
    }

    static class NotEmptyTestCases {

        static final DataSource source = Worlds.remote();

        @Watched
        static final Database db = Database.watching(source);

        static {
            Worlds.execute(source, "insert into notes (words) values ('mine')");
        }

        @RunsTwiceSafely
        void job() {
            Worlds.execute(db.dataSource(), "delete from notes");
        }
    }

    static class DisposableTestCases {

        static final DataSource source = Worlds.remote();

        @Watched
        static final Database db = Database.watching(source).disposable();

        static {
            Worlds.execute(source, "insert into notes (words) values ('mine')");
        }

        @RunsTwiceSafely
        void job() {
            Worlds.execute(db.dataSource(), "delete from notes");
        }
    }

    static class TwiceWatchedTestCases {

        static final DataSource source = Worlds.postgres();

        @Watched
        static final Database db = Database.watching(source);

        @Watched
        static final Database another = Database.watching(source);

        @RunsTwiceSafely
        void job() {}
    }
}
