package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A look that is remembered tells the same as one that is taken. */
class IdleThreadsTests {

    private final IdleThreads looks = new IdleThreads();
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "idle looks");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    private void awaitIdle() {
        while (looks.at(threads).stream().anyMatch(look -> !look.isIdle())) {
            LockSupport.parkNanos(100_000);
        }
    }

    private void startAll() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            pool.execute(() -> {
                begun.countDown();
                awaitUninterruptibly(begun);
            });
        }
        begun.await();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void idleThreads_areToldAsTheyAre() throws Exception {
        startAll();
        awaitIdle();

        List<ThreadLook> first = looks.at(threads);
        List<ThreadLook> again = looks.at(threads);

        assertThat(again).isEqualTo(first).hasSize(4).allMatch(ThreadLook::isIdle);
    }

    @Test
    void threadThatWasGivenATask_isNoLongerIdle() throws Exception {
        startAll();
        for (int i = 0; i < 200; i++) {
            awaitIdle();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            pool.execute(() -> {
                begun.countDown();
                awaitUninterruptibly(end);
            });
            begun.await();

            assertThat(looks.at(threads).stream().filter(ThreadLook::isIdle)).hasSize(3);
            end.countDown();
        }
    }

    @Test
    void taskThatIsHandedOn_isSeenSomewhere() throws Exception {
        startAll();
        for (int i = 0; i < 200; i++) {
            awaitIdle();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            pool.execute(() -> pool.execute(() -> pool.execute(() -> {
                begun.countDown();
                while (end.getCount() > 0) {
                    Thread.onSpinWait();
                }
            })));
            while (begun.getCount() > 0) {
                looks.at(threads); // what is seen while the task is handed on must not be remembered
            }

            assertThat(looks.at(threads)).anyMatch(look -> !look.isIdle());
            end.countDown();
        }
    }

    /**
     * One of the others gives it the task between the question for its time and the look at the others, and would be
     * idle in that look.
     */
    @Test
    void idleThreadThatIsGivenATaskMeanwhile_isLookedAtAgain() throws Exception {
        startAll();
        awaitIdle();
        looks.at(threads);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> asked = new AbstractList<>() {
            private int times;

            @Override
            public Iterator<Thread> iterator() {
                times++;
                if (times == 2) {
                    pool.execute(() -> {
                        begun.countDown();
                        awaitUninterruptibly(end);
                    });
                    awaitUninterruptibly(begun);
                }
                return super.iterator();
            }

            @Override
            public Thread get(int index) {
                return index < threads.size() ? threads.get(index) : Thread.currentThread();
            }

            @Override
            public int size() {
                return threads.size() + 1;
            }
        };

        List<ThreadLook> seen = looks.at(asked);

        assertThat(seen.subList(0, threads.size()).stream().filter(ThreadLook::isIdle))
                .hasSize(3);
        end.countDown();
    }

    @Test
    void selectorThatHasAnEvent_isNoLongerIdle() throws Exception {
        try (Selector selector = Selector.open()) {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.source().register(selector, SelectionKey.OP_READ);
            CountDownLatch selected = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            pool.execute(() -> {
                try {
                    selector.select();
                    selected.countDown();
                    end.await(10, TimeUnit.SECONDS);
                } catch (Exception failure) {
                    selected.countDown();
                }
            });
            awaitIdle();
            assertThat(looks.at(threads)).isEqualTo(looks.at(threads)).allMatch(ThreadLook::isIdle);

            pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            selected.await();

            assertThat(looks.at(threads)).noneMatch(ThreadLook::isIdle);
            end.countDown();
            pipe.sink().close();
            pipe.source().close();
        }
    }
}
