package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.schedule.WorkerName;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockedThreadDetectorTests {

    private static final int FOREVER = 100_000;

    /** At first no thread is asked for its stack. */
    private static final int FROM_AFAR = 25;

    private final RunEnvironment environment = new RunEnvironment();
    private final Workers workers = new Workers(environment.context());
    private final CountDownLatch end = new CountDownLatch(1);
    private final DeliveryWorker first = environment.run().newWorker(workers, WorkerName.delivery(1));
    private final DeliveryWorker second = environment.run().newWorker(workers, WorkerName.delivery(2));

    @AfterEach
    void endThreads() {
        end.countDown();
    }

    @Test
    void lockOfAnotherWorker_isProofAtOnce() {
        ReentrantLock lock = new ReentrantLock();
        runUntilItWaits(first, () -> {
            lock.lock();
            awaitTheEnd();
            lock.unlock();
        });
        runUntilItWaits(second, lock::lock);

        BlockedThreadDetector detector = new BlockedThreadDetector(second, List.of(first, second));
        assertThat(looksUntilSure(detector)).isEqualTo(3);
    }

    @Test
    void waitThatNobodyOwns_isBelievedLaterThanOneOfAnOwner() {
        runUntilItWaits(first, this::awaitTheEnd);

        assertThat(looksUntilSure(new BlockedThreadDetector(first, List.of(first, second))))
                .isGreaterThan(100);
    }

    /** An HTTP client that all share reads its replies on a thread of the delivery that made it. */
    @Test
    void waitBesideASelectorOfAnybody_isBelievedMuchLater() throws IOException {
        try (Selector selector = Selector.open()) {
            Thread client = new Thread(() -> select(selector));
            client.start();
            await().until(() -> ThreadLook.at(List.of(client)).get(0).inSelector());
            runUntilItWaits(first, this::awaitTheEnd);

            assertThat(looksUntilSure(new BlockedThreadDetector(first, List.of(first, second))))
                    .isBetween(FROM_AFAR + 500, FROM_AFAR + 2_999);
            selector.wakeup();
        }
    }

    /** A thread that reads a reply and passes it on computes now and then. */
    @Test
    void whileABystanderComputes_aWaitBesideASelectorIsNotBelieved() throws Exception {
        waitBesideASelectorThatWakesNowAndThen_isNotBelieved(Thread::new);
    }

    @Test
    void whileItsOwnClientComputes_aWaitBesideASelectorIsNotBelieved() throws Exception {
        waitBesideASelectorThatWakesNowAndThen_isNotBelieved(
                client -> environment.run().thread(first, client));
    }

    private void waitBesideASelectorThatWakesNowAndThen_isNotBelieved(Function<Runnable, Thread> threads)
            throws Exception {
        try (Selector selector = Selector.open()) {
            Semaphore woken = new Semaphore(0);
            Thread client = threads.apply(() -> {
                while (end.getCount() > 0) {
                    select(selector);
                    woken.release();
                }
            });
            client.start();
            await().until(() -> ThreadLook.at(List.of(client)).get(0).inSelector());
            runUntilItWaits(first, this::awaitTheEnd);
            BlockedThreadDetector detector = new BlockedThreadDetector(first, List.of(first, second));

            for (int i = 0; i < 1_000; i++) {
                assertThat(detector.look()).isEmpty();
                if (i % 100 == 0) {
                    selector.wakeup();
                    woken.acquire();
                    await().until(() -> ThreadLook.at(List.of(client)).get(0).inSelector());
                }
            }
            assertThat(1_000 + looksUntilSure(detector)).isLessThan(FROM_AFAR + 3_000);
            end.countDown();
            selector.wakeup();
            client.join();
        }
    }

    /** Then the reply is about to come. */
    @Test
    void clientThatHasJustLeftItsSelector_wasSeenThereBefore() throws Exception {
        try (Selector selector = Selector.open()) {
            Thread client = new Thread(() -> {
                select(selector);
                while (end.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            client.start();
            await().until(() -> ThreadLook.at(List.of(client)).get(0).inSelector());
            runUntilItWaits(first, this::awaitTheEnd);
            BlockedThreadDetector detector = new BlockedThreadDetector(first, List.of(first, second));

            for (int i = 0; i < FROM_AFAR + 90; i++) {
                assertThat(detector.look()).isEmpty();
            }
            selector.wakeup();
            await().until(() -> !ThreadLook.at(List.of(client)).get(0).inSelector());

            assertThat(looksUntilSure(detector)).isGreaterThan(500);
            end.countDown();
            client.join();
        }
    }

    @Test
    void besideASelectorAndSomebodyWhoComputesForEver_aWaitIsBelievedInTheEnd() throws Exception {
        try (Selector selector = Selector.open()) {
            Thread client = new Thread(() -> select(selector));
            client.start();
            Thread spinner = new Thread(() -> {
                while (end.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            spinner.start();
            await().until(() -> ThreadLook.at(List.of(client)).get(0).inSelector());
            runUntilItWaits(first, this::awaitTheEnd);

            assertThat(looksUntilSure(new BlockedThreadDetector(first, List.of(first, second))))
                    .isEqualTo(FROM_AFAR + 3_000);
            selector.wakeup();
            client.join();
            end.countDown();
            spinner.join();
        }
    }

    private static int looksUntilSure(BlockedThreadDetector detector) {
        for (int looks = 1; looks < FOREVER; looks++) {
            if (detector.look().isPresent()) {
                return looks;
            }
        }
        return FOREVER;
    }

    private void runUntilItWaits(DeliveryWorker worker, Runnable body) {
        Thread thread = environment.run().thread(worker, body);
        worker.runsOn(thread);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private void awaitTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void select(Selector selector) {
        try {
            selector.select();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
