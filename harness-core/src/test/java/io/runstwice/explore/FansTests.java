package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.run.Notebook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A delivery that hands its work to several threads and waits for them: the order is chosen, so the verdict and its
 * text are the same each time.
 */
class FansTests {

    private static final List<String> ITEMS =
            IntStream.rangeClosed(1, 3).mapToObj(item -> "item" + item).toList();

    private static final int TIMES = Integer.getInteger("runstwice.times", 50);

    /** Who does the work. */
    enum Fan {
        PARALLEL_STREAM {
            @Override
            void each(Consumer<String> work) {
                ITEMS.parallelStream().forEach(work);
            }
        },
        FUTURES_OF_THE_COMMON_POOL {
            @Override
            void each(Consumer<String> work) {
                futures(work, ForkJoinPool.commonPool());
            }
        },
        FUTURES_OF_A_POOL {
            @Override
            void each(Consumer<String> work) {
                ExecutorService pool = Executors.newFixedThreadPool(3);
                try {
                    futures(work, pool);
                } finally {
                    pool.shutdown();
                }
            }
        },
        TASKS_OF_FEWER_THREADS {
            @Override
            void each(Consumer<String> work) throws Exception {
                ExecutorService pool = Executors.newFixedThreadPool(2);
                try {
                    invoke(work, pool);
                } finally {
                    pool.shutdown();
                }
            }
        },
        OLDER_POOL {
            @Override
            void each(Consumer<String> work) throws Exception {
                invoke(work, OLDER);
            }
        };

        abstract void each(Consumer<String> work) throws Exception;

        private static void futures(Consumer<String> work, Executor executor) {
            CompletableFuture.allOf(ITEMS.stream()
                            .map(item -> CompletableFuture.runAsync(() -> work.accept(item), executor))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }

        private static void invoke(Consumer<String> work, ExecutorService pool) throws Exception {
            List<Callable<Object>> tasks = ITEMS.stream()
                    .map(item -> Executors.callable(() -> work.accept(item)))
                    .toList();
            for (Future<?> done : pool.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    /** An application's own: its threads live before the first delivery begins. */
    private static final ThreadPoolExecutor OLDER = (ThreadPoolExecutor) Executors.newFixedThreadPool(3);

    @BeforeAll
    static void startThreads() {
        OLDER.prestartAllCoreThreads();
    }

    @AfterAll
    static void endThreads() {
        OLDER.shutdownNow();
    }

    /** How a delivery looks whether another thread is done. */
    enum Poll {
        BY_SLEEPING {
            @Override
            void until(Callable<Boolean> done) {
                await().pollInSameThread().pollInterval(EACH).until(done);
            }
        },
        IN_A_THREAD_OF_ITS_OWN {
            @Override
            void until(Callable<Boolean> done) {
                await().pollInterval(EACH).until(done);
            }
        },
        BY_WAITING_FOR_A_WHILE {
            @Override
            void until(Callable<Boolean> done) throws Exception {
                CountDownLatch never = new CountDownLatch(1);
                while (!done.call() && !never.await(EACH.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
            }
        };

        private static final Duration EACH = Duration.ofMillis(5);

        abstract void until(Callable<Boolean> done) throws Exception;
    }

    private static Verdict explore(Fan fan, boolean keyed) {
        Effects mails = keyed ? Effects.keyed() : Effects.unkeyed();
        return RunsTwice.job("Fan", delivery -> fan.each(item -> mails.perform("mail", keyed ? item : null, item)))
                .watching(mails)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void alwaysTellsTheSame(int times, Fan fan) {
        Verdict safe = explore(fan, true);
        Verdict unsafe = explore(fan, false);

        assertThat(safe.isSafe()).as(safe.toString()).isTrue();
        assertThat(unsafe.isUnsafe()).as(unsafe.toString()).isTrue();
        for (int i = 1; i < times; i++) {
            assertThat(explore(fan, true)).hasToString(safe.toString());
            assertThat(explore(fan, false)).hasToString(unsafe.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "PARALLEL_STREAM")
    void effectsOfAFan_withKeys_areSafe_andWithoutAreNot(Fan fan) {
        alwaysTellsTheSame(1, fan);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("proof")
    void effectsOfAFan_areToldInTheSameWords_fiftyTimes(Fan fan) {
        alwaysTellsTheSame(TIMES, fan);
    }

    @ParameterizedTest
    @EnumSource(names = {"PARALLEL_STREAM", "FUTURES_OF_THE_COMMON_POOL"})
    @Tag("proof")
    void effectsOfAFan_areToldInTheSameWords_howeverBusyTheMachineIs(Fan fan) throws InterruptedException {
        Verdict quiet = explore(fan, true);
        AtomicBoolean end = new AtomicBoolean();
        List<Thread> load = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(number -> new Thread(() -> spinUntil(end), "load " + number))
                .toList();
        load.forEach(Thread::start);
        try {
            alwaysTellsTheSame(TIMES / 10, fan);
            assertThat(explore(fan, true)).hasToString(quiet.toString());
        } finally {
            end.set(true);
            for (Thread thread : load) {
                thread.join();
            }
        }
    }

    private static void spinUntil(AtomicBoolean end) {
        while (!end.get()) {
            Thread.onSpinWait();
        }
    }

    /**
     * The delivery's own thread looks every few milliseconds whether another one is done: neither keeps the other from
     * going on.
     */
    private static Verdict polling(Poll poll, boolean keyed) {
        Effects mails = keyed ? Effects.keyed() : Effects.unkeyed();
        Notebook board = new Notebook();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            return RunsTwice.job("Polling", delivery -> {
                        Future<?> task = pool.submit(() -> {
                            mails.perform("mail", keyed ? "item" : null, "item");
                            board.writeUnlessThere("done");
                        });
                        poll.until(() -> board.has("done") || task.isDone());
                        task.get();
                    })
                    .watching(mails, board)
                    .within(Bounds.standard().oneAtATime())
                    .explore();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void threadThatPolls_letsTheOneGetOnThatItWaitsFor() {
        threadThatPolls_letsTheOneGetOnThatItWaitsFor(Poll.BY_WAITING_FOR_A_WHILE);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("proof")
    void threadThatPolls_letsTheOneGetOnThatItWaitsFor(Poll poll) {
        Verdict safe = polling(poll, true);
        Verdict unsafe = polling(poll, false);

        assertThat(safe.isSafe()).as(safe.toString()).isTrue();
        assertThat(unsafe.isUnsafe()).as(unsafe.toString()).isTrue();
    }

    /** Where a task runs that the delivery does not wait for. */
    enum Unawaited {
        IN_A_POOL_OF_THE_DELIVERIES {
            @Override
            Executor executor() {
                return Executors.newFixedThreadPool(2, daemons());
            }
        },
        IN_AN_OLDER_POOL {
            @Override
            Executor executor() {
                return OLDER;
            }
        },
        IN_THE_COMMON_POOL {
            @Override
            Executor executor() {
                return ForkJoinPool.commonPool();
            }
        };

        abstract Executor executor();

        private static ThreadFactory daemons() {
            return task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            };
        }
    }

    /** A delivery that is acknowledged before its threads are done loses what they had still to do. */
    @ParameterizedTest
    @EnumSource
    void fanThatNobodyWaitsFor_losesEffects(Unawaited unawaited) {
        Effects mails = Effects.keyed();
        Notebook board = new Notebook();
        Executor pool = unawaited.executor();
        Verdict verdict = RunsTwice.job("Careless", delivery -> {
                    board.writeUnlessThere("begun");
                    ITEMS.forEach(item -> CompletableFuture.runAsync(() -> mails.perform("mail", item, item), pool));
                })
                .watching(mails, board)
                .within(Bounds.standard().oneAtATime())
                .explore();
        if (pool instanceof ExecutorService own && own != OLDER && own != ForkJoinPool.commonPool()) {
            own.shutdownNow();
        }

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .contains(
                        "is not safe to run twice: lost effect",
                        "D1  effects   item1  done   after the acknowledgement",
                        "cause      D1 was acknowledged before another thread of it had come to effects mail #1",
                        "replay     @Replay(\"D1 crash after effects mail #1\")");
    }
}
