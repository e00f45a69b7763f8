package io.runstwice.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HarnessThreadsTests {

    @Test
    void thread_inheritsNothingOfTheOneThatAsked() throws Exception {
        InheritableThreadLocal<String> mark = new InheritableThreadLocal<>();
        mark.set("D1");
        CompletableFuture<String> seen = new CompletableFuture<>();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        try (HarnessThreads threads = new HarnessThreads("harness")) {
            threads.execute(() -> {
                seen.complete(mark.get());
                thread.complete(Thread.currentThread());
            });

            assertThat(seen.get(5, TimeUnit.SECONDS)).isNull();
            assertThat(thread.get(5, TimeUnit.SECONDS).isDaemon()).isTrue();
        } finally {
            mark.remove();
        }
        thread.get().join(5_000);
        assertThat(thread.get().isAlive()).isFalse();
    }
}
