package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTests {

    private final Threads threads = new Threads();

    /**
     * It serves requests of many deliveries: counted for one, it would be bound to a dead worker, and the next request
     * on it would get no reply.
     */
    @Test
    void threadOfTheHarness_isNoVisitor() {
        Thread harness = new Thread(outermost(), () -> {}, "serves requests");

        threads.visited(harness);

        assertThat(threads.isVisitor(harness)).isFalse();
        assertThat(threads.visits()).isZero();
    }

    @Test
    void threadOfAnotherGroup_visitsOnce() {
        threads.visited(Thread.currentThread());
        threads.visited(Thread.currentThread());

        assertThat(threads.isVisitor(Thread.currentThread())).isTrue();
        assertThat(threads.visits()).isEqualTo(1);
    }

    @Test
    void commonPool_isWaitedFor_onceOneOfItsThreadsCame() throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ForkJoinTask<?> task = ForkJoinPool.commonPool().submit(() -> {
            assertThat(threads.living()).doesNotContain(Thread.currentThread());
            threads.visited(Thread.currentThread());
            came.countDown();
            return end.await(10, TimeUnit.SECONDS);
        });
        came.await();

        assertThat(threads.living()).anyMatch(Threads::isCommon);
        assertThat(threads.visits()).isEqualTo(1);
        end.countDown();
        task.join();
    }

    private static ThreadGroup outermost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
