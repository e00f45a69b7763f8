package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReserveTests {

    private static final ThreadLocal<String> MEMORY = new ThreadLocal<>();

    private final Stage stage = new Stage();
    private final Threads threads = stage.threads();
    private final Reserve reserve = stage.reserve();
    private final Cast cast = new Cast(stage);
    private int deliveries;

    @AfterEach
    void close() {
        reserve.close();
    }

    private Thread perform(Runnable body) throws InterruptedException {
        deliveries++;
        DeliveryWorker worker =
                new DeliveryWorker(WorkerName.delivery(deliveries), cast, threads.place(Set.of()), Set.of());
        Thread own = stage.begin(worker, body);
        own.join();
        return own;
    }

    @Test
    void everyDelivery_hasAThreadThatNobodyHasUsed() throws Exception {
        List<String> found = new ArrayList<>();
        List<Thread> own = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            own.add(perform(() -> {
                found.add(Thread.currentThread().getName() + " remembers " + MEMORY.get());
                MEMORY.set("something");
            }));
        }

        assertThat(found).containsExactly("D1 remembers null", "D2 remembers null", "D3 remembers null");
        assertThat(own).doesNotHaveDuplicates();
    }

    @Test
    void threadInWaiting_isNoThreadOfTheJob() throws Exception {
        perform(() -> {});

        assertThat(reserve.size()).isEqualTo(1);
        assertThat(threads.living()).isEmpty();
        assertThat(threads.isSingle()).isTrue();

        CountDownLatch end = new CountDownLatch(1);
        Thread more = new Thread(threads.place(Set.of()), () -> await(end));
        Thread another = new Thread(threads.place(Set.of()), () -> await(end));
        more.start();
        assertThat(threads.isSingle()).isTrue();
        another.start();
        assertThat(threads.isSingle()).isFalse();
        assertThat(threads.living()).containsExactly(more, another);
        end.countDown();
        more.join();
        another.join();
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void threadInWaiting_hearsNoInterruptAndKnowsWhoseClassesAreAsked() throws Exception {
        perform(() -> {});
        threads.place(Set.of()).interrupt();
        ClassLoader mine = new ClassLoader() {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        List<Object> found = new ArrayList<>();
        Thread.currentThread().setContextClassLoader(mine);
        try {
            perform(() -> {
                found.add(Thread.currentThread().isInterrupted());
                found.add(Thread.currentThread().getContextClassLoader());
            });
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }

        assertThat(found).containsExactly(false, mine);
    }

    @Test
    void closed_leavesNoThreadAndStartsNoneInAdvance() throws Exception {
        perform(() -> {});
        ThreadGroup place = threads.place(Set.of());
        assertThat(place.activeCount()).isEqualTo(1);

        reserve.close();
        assertThat(place.activeCount()).isZero();

        perform(() -> {});
        assertThat(place.activeCount()).isZero();
    }
}
