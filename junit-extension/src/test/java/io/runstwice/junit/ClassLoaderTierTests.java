package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Delivery;
import io.runstwice.Tier;
import io.runstwice.effect.Effects;
import io.runstwice.jdbc.Database;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A test class that is made anew for each delivery. */
class ClassLoaderTierTests {

    private static final String OVERLAP = "two copies at once";
    private static final String SUPPLIER = "ClassLoaderTierTests.supplier";
    private static final String LIFECYCLE = "ClassLoaderTierTests.lifecycle";

    @Test
    void memoryOfWhatWasSeen_isGoneInTheNextDelivery() {
        Results results = TestKit.run(SeenInMemoryTestCases.class);

        assertThat(results.failures().values().iterator().next())
                .hasMessageContaining("double effect")
                .hasMessageContaining("D1 acknowledgement lost; D2");
    }

    @Test
    void staticLock_keepsThreadsApartAndNotProcesses() {
        Results threads = TestKit.run(LockedForThreadsTestCases.class);
        Results processes = TestKit.run(LockedTestCases.class);

        assertThat(threads.failures()).isEmpty();
        assertThat(threads.tests()).anyMatch(name -> name.startsWith(OVERLAP));
        assertThat(processes.failures().keySet()).anyMatch(name -> name.startsWith(OVERLAP));
    }

    @Test
    void staticLockInSharedMemory_keepsProcessesApartAndIsSaid() {
        Results results = TestKit.run(LockedInSharedMemoryTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.published("certificate"))
                .anyMatch(certificate ->
                        certificate.contains("LockedInSharedMemoryTestCases$Turnstile is shared by all deliveries"));
    }

    @Test
    void watchedFields_areTheTestsOwnWithoutLifecycleOrSupplier() {
        Results results = TestKit.run(OnceSetUpTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.published("certificate"))
                .isNotEmpty()
                .allMatch(certificate -> certificate.contains("each delivery has classes of its own"));
        assertThat(Integer.getInteger(SUPPLIER)).isEqualTo(results.tests().size());
        assertThat(Integer.getInteger(LIFECYCLE)).isEqualTo(results.tests().size());
    }

    @AfterEach
    void forgetCounts() {
        System.clearProperty(SUPPLIER);
        System.clearProperty(LIFECYCLE);
    }

    @Test
    void nestedTests_areMadeInsideTheirOuterInstance() {
        assertThat(TestKit.run(OuterTestCases.class).failures()).isEmpty();
    }

    @Test
    void parametersOfSharedTypes_arePassedOn() {
        assertThat(TestKit.run(ParametersTestCases.class).failures()).isEmpty();
    }

    static class SeenInMemoryTestCases {

        static final Set<Integer> SEEN = ConcurrentHashMap.newKeySet();

        @Watched
        static final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely(tier = Tier.CLASSLOADER, copies = 1, preemptions = 0)
        void job() {
            if (SEEN.add(42)) {
                Jobs.chargeAgain(db.dataSource());
            }
        }
    }

    static class LockedTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely(tier = Tier.CLASSLOADER, copies = 2, preemptions = 2)
        void job() {
            Jobs.chargeInTurn(db.dataSource());
        }
    }

    static class LockedForThreadsTestCases extends LockedTestCases {

        @Override
        @RunsTwiceSafely(copies = 2, preemptions = 2)
        void job() {
            super.job();
        }
    }

    static class LockedInSharedMemoryTestCases extends LockedTestCases {

        public static final class Turnstile {
            public static final Object LOCK = new Object();
        }

        @Override
        @RunsTwiceSafely(
                tier = Tier.CLASSLOADER,
                copies = 2,
                preemptions = 2,
                sharing = "io.runstwice.junit.ClassLoaderTierTests$LockedInSharedMemoryTestCases$Turnstile")
        void job() {
            synchronized (Turnstile.LOCK) {
                super.job();
            }
        }
    }

    static class OnceSetUpTestCases {

        /** In a place that every class loader shares. */
        static void count(String what) {
            System.setProperty(what, String.valueOf(Integer.getInteger(what, 0) + 1));
        }

        @Watched
        private final Database db = Database.watching(OnceSetUpTestCases::source);

        @Watched
        static final Effects mails = Effects.keyed();

        private static DataSource source() {
            count(SUPPLIER);
            return Worlds.h2();
        }

        @BeforeEach
        void anInvoice() {
            count(LIFECYCLE);
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely(tier = Tier.CLASSLOADER, copies = 1, preemptions = 0)
        void job(Delivery delivery) {
            if (delivery.watched("db", Database.class) != db) {
                throw new IllegalStateException("another database");
            }
            Jobs.chargeOnce(db.dataSource());
            mails.perform("mail", "invoice-42", "charged");
        }
    }

    static class OuterTestCases {

        @Watched
        final Effects mails = Effects.keyed();

        @Nested
        class Inside {

            @Watched
            final Effects letters = Effects.keyed();

            @RunsTwiceSafely(tier = Tier.CLASSLOADER, copies = 1, preemptions = 0)
            void job() {
                mails.perform("mail", "k", "welcome");
                letters.perform("letter", "k", "welcome");
            }
        }
    }

    static class ParametersTestCases {

        @Watched
        static final Effects mails = Effects.keyed();

        @RunsTwiceSafely(tier = Tier.CLASSLOADER, copies = 1, preemptions = 0)
        void job(TestInfo info, Delivery delivery, @TempDir Path home) {
            mails.perform("mail", "k", info.getTestMethod().orElseThrow().getName() + home.isAbsolute());
        }
    }
}
