package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.effect.Effects;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What deliveries with classes of their own leave behind. */
class FreshMemoryTests {

    private static final String LOADERS = "io.runstwice.FreshMemoryTests.loaders";

    private final Effects mails = Effects.keyed();

    /** In a place that fresh classes share with this one. */
    @BeforeEach
    void noLoaders() {
        System.getProperties().put(LOADERS, new ConcurrentLinkedQueue<>());
    }

    @AfterEach
    void forgetLoaders() {
        System.getProperties().remove(LOADERS);
    }

    @SuppressWarnings("unchecked")
    private static Queue<WeakReference<ClassLoader>> loaders() {
        return (Queue<WeakReference<ClassLoader>>) System.getProperties().get(LOADERS);
    }

    /** Refuses what comes again, with an exception of its own around one of the JDK's. */
    static final class Refusing implements Job {

        private static final ThreadLocal<Object> MINE = new ThreadLocal<>();

        static final class Again extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Again() {
                super("seen before", new IllegalStateException("by this one"));
            }
        }

        @Override
        public void perform(Delivery delivery) {
            loaders().add(new WeakReference<>(Refusing.class.getClassLoader()));
            MINE.set(this);
            if (delivery.attempt() == 2) {
                throw new Again();
            } else if (delivery.attempt() > 2) {
                throw new IllegalStateException("not yet");
            }
            delivery.watched("effects", Effects.class).perform("mail", "k", "welcome");
        }
    }

    /** Opens a pool that nothing closes. */
    static final class Pooled implements Job {

        private static final Executor POOL = Executors.newFixedThreadPool(64);

        @Override
        public void perform(Delivery delivery) throws InterruptedException {
            CountDownLatch all = new CountDownLatch(64);
            for (int i = 0; i < 64; i++) {
                POOL.execute(all::countDown);
            }
            all.await();
            delivery.watched("effects", Effects.class).perform("mail", "k", "welcome");
        }
    }

    @Test
    void classesOfDeliveries_areCollectedWhileTheVerdictIsKept() {
        Verdict verdict = RunsTwice.job(Refusing.class)
                .watching(mails)
                .tier(Tier.CLASSLOADER)
                .explore();

        assertThat(loaders()).hasSizeGreaterThan(10);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(loaders()).allMatch(loader -> loader.get() == null);
        });
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("gave the message back: Again: seen before");
    }

    @Test
    void poolInStaticMemory_isNamedBeforeItsThreadsAreTooMany() {
        Verdict verdict = RunsTwice.job(Pooled.class)
                .watching(mails)
                .tier(Tier.CLASSLOADER)
                .explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("threads that earlier deliveries started still live (most are called pool-#-thread-#)")
                .contains("keep the pool out of static memory"));
    }
}
