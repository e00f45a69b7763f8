package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadLookTests {

    /** A virtual thread where there are any: the JVM's management knows nothing of them. */
    private static Thread modern(Runnable body) throws ReflectiveOperationException {
        Method start;
        try {
            start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException old) {
            Thread thread = new Thread(body);
            thread.start();
            return thread;
        }
        return (Thread) start.invoke(null, body);
    }

    @Test
    void virtualThreadThatWaits_isSeenToWait() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = modern(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        await().until(() -> GateStack.waitsInside(ThreadLook.at(List.of(thread)).get(0)));
        assertThat(ThreadLook.at(List.of(thread)).get(0).isBetweenTasks()).isFalse();

        end.countDown();
        thread.join();
        assertThat(ThreadLook.at(List.of(thread)).get(0).isBetweenTasks()).isTrue();
    }

    @Test
    void threadThatHasNotBegun_isBetweenTasks() {
        assertThat(ThreadLook.at(List.of(new Thread(() -> {}))).get(0).isBetweenTasks())
                .isTrue();
    }
}
