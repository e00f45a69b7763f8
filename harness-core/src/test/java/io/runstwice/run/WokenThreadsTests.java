package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class WokenThreadsTests {

    private final WokenThreads queue = new WokenThreads();

    @Test
    void threadThatComputes_isHeld_andOneThatWaitsIsNot() throws InterruptedException {
        AtomicBoolean end = new AtomicBoolean();
        CountDownLatch latch = new CountDownLatch(1);
        Thread computing = new Thread(() -> spinUntil(end), "computing");
        Thread waiting = new Thread(() -> await(latch), "waiting for a latch");
        computing.start();
        waiting.start();
        try {
            Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);
            Awaitility.await().until(() -> queue.holdsAny(List.of(computing)));
            Awaitility.await().until(() -> !queue.holdsAny(List.of(waiting)));
        } finally {
            end.set(true);
            latch.countDown();
            computing.join();
            waiting.join();
        }
        Awaitility.await().until(() -> !queue.holdsAny(List.of(computing, waiting)));
    }

    @Test
    void whoAsks_isNotHeld() {
        assertThat(queue.holdsAny(List.of(Thread.currentThread()))).isFalse();
        assertThat(queue.isTold()).isTrue();
    }

    private static void spinUntil(AtomicBoolean end) {
        while (!end.get()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
