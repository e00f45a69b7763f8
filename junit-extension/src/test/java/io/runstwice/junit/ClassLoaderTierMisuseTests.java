package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Tier;
import io.runstwice.effect.Effects;
import io.runstwice.jdbc.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;

/** What a test class that is made anew for each delivery must not have. */
class ClassLoaderTierMisuseTests {

    @Test
    void fieldThatOpensWhenItsClassIsLoaded_isRefused() {
        assertMisuse(OpenedEarlyTestCases.class)
                .hasMessageContaining("`OpenedEarlyTestCases.db` was given a data source that existed already")
                .hasMessageEndingWith("`Database.watching(() -> dataSource)`.");
    }

    @Test
    void fieldThatALifecycleMethodFills_isRefused() {
        assertCaptured(FilledTestCases.class, "FilledTestCases.invoice");
        assertCaptured(FilledStaticTestCases.class, "FilledStaticTestCases.words");
        assertCaptured(FilledListTestCases.class, "FilledListTestCases.invoices");
        assertCaptured(InjectedTestCases.class, "InjectedTestCases.home");
    }

    @Test
    void fieldWithAnotherValueEachTime_isRefused() {
        assertCaptured(RandomTestCases.class, "RandomTestCases.key");
    }

    private static void assertCaptured(Class<?> testCases, String field) {
        assertMisuse(testCases)
                .hasMessageContaining("then `" + field + "` holds something else")
                .hasMessageContaining("`RunsTwice.job(JobClass.class)`");
    }

    @Test
    void parameterOfATypeThatIsNotShared_isRefused() {
        assertMisuse(OwnParameterTestCases.class).hasMessageContaining("has a parameter of type `Invoice`");
    }

    @Test
    void constructorWithParameters_isRefused() {
        assertMisuse(ConstructedTestCases.class)
                .hasMessageContaining("a constructor without parameters")
                .hasMessageContaining("`ConstructedTestCases` has none");
    }

    @Test
    void watchedFieldOfAnInterface_isRefused() {
        assertMisuse(OfAnInterfaceTestCases.class).hasMessageContaining("`Watching.mails` is declared in an interface");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertMisuse(Class<?> testCases) {
        return assertThat(TestKit.run(testCases).failure()).isExactlyInstanceOf(ExtensionConfigurationException.class);
    }

    static class OpenedEarlyTestCases {

        @Watched
        static final Database db = Database.watching(Worlds.h2());

        @RunsTwiceSafely(tier = Tier.CLASSLOADER)
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    abstract static class Mailing {

        @Watched
        static final Effects mails = Effects.keyed();

        @RunsTwiceSafely(tier = Tier.CLASSLOADER, copies = 1, preemptions = 0)
        @Replay("D1")
        void job() {
            mails.perform("mail", "k", "welcome");
        }
    }

    static class FilledTestCases extends Mailing {

        private int invoice;

        @BeforeEach
        void anInvoice() {
            invoice = 42;
        }
    }

    static class FilledStaticTestCases extends Mailing {

        private static @Nullable String words;

        @BeforeAll
        static void someWords() {
            words = "welcome";
        }
    }

    static class FilledListTestCases extends Mailing {

        private final List<Integer> invoices = new ArrayList<>();

        @BeforeEach
        void anInvoice() {
            invoices.add(42);
        }
    }

    static class InjectedTestCases extends Mailing {

        @TempDir
        @Nullable
        Path home;
    }

    static class RandomTestCases extends Mailing {

        final String key = UUID.randomUUID().toString();
    }

    static class OwnParameterTestCases {

        record Invoice(int id) {}

        static class Invoices implements ParameterResolver {

            @Override
            public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
                return parameter.getParameter().getType() == Invoice.class;
            }

            @Override
            public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
                return new Invoice(42);
            }
        }

        @Watched
        static final Effects mails = Effects.keyed();

        @RunsTwiceSafely(tier = Tier.CLASSLOADER)
        @Replay("D1")
        @ExtendWith(Invoices.class)
        void job(Invoice invoice) {
            mails.perform("mail", "k", "invoice " + invoice.id());
        }
    }

    static class ConstructedTestCases extends Mailing {

        ConstructedTestCases(TestInfo info) {
            assertThat(info).isNotNull();
        }
    }

    interface Watching {

        @Watched
        Effects mails = Effects.keyed();
    }

    static class OfAnInterfaceTestCases implements Watching {

        @RunsTwiceSafely(tier = Tier.CLASSLOADER)
        @Replay("D1")
        void job() {
            mails.perform("mail", "k", "welcome");
        }
    }
}
