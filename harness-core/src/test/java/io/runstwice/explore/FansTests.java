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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A delivery that hands its work to several threads and waits for them: the order is chosen, so the verdict and its text are the same each time. */
class FansTests {

    private static final List<String> ITEMS =
            IntStream.rangeClosed(1, 3).mapToObj(item -> "item" + item).toList();

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
                CompletableFuture.allOf(ITEMS.stream()
                                .map(item -> CompletableFuture.runAsync(() -> work.accept(item)))
                                .toArray(CompletableFuture<?>[]::new))
                        .join();
            }
        },
        FUTURES_OF_A_POOL {
            @Override
            void each(Consumer<String> work) {
                ExecutorService pool = Executors.newFixedThreadPool(3);
                try {
                    CompletableFuture.allOf(ITEMS.stream()
                                    .map(item -> CompletableFuture.runAsync(() -> work.accept(item), pool))
                                    .toArray(CompletableFuture<?>[]::new))
                            .join();
                } finally {
                    pool.shutdown();
                }
            }
        },
        INVOKE_ALL {
            @Override
            void each(Consumer<String> work) throws Exception {
                ExecutorService pool = Executors.newFixedThreadPool(2);
                try {
                    for (Future<?> done : pool.invokeAll(tasks(work))) {
                        done.get();
                    }
                } finally {
                    pool.shutdown();
                }
            }
        },
        THREAD_PER_TASK {
            @Override
            void each(Consumer<String> work) throws Exception {
                ExecutorService pool = Executors.newCachedThreadPool();
                try {
                    for (Future<?> done : pool.invokeAll(tasks(work))) {
                        done.get();
                    }
                } finally {
                    pool.shutdown();
                }
            }
        },
        SHARED_POOL {
            @Override
            void each(Consumer<String> work) throws Exception {
                for (Future<?> done : SHARED.invokeAll(tasks(work))) {
                    done.get();
                }
            }
        };

        private static final ExecutorService SHARED = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });

        abstract void each(Consumer<String> work) throws Exception;

        private static List<Callable<Object>> tasks(Consumer<String> work) {
            return ITEMS.stream()
                    .map(item -> Executors.callable(() -> work.accept(item)))
                    .toList();
        }
    }

    /** How a delivery looks whether another thread is done. */
    enum Poll {
        BY_SLEEPING {
            @Override
            void until(Callable<Boolean> done) {
                await().pollInSameThread().pollInterval(Duration.ofMillis(20)).until(done);
            }
        },
        IN_A_THREAD_OF_ITS_OWN {
            @Override
            void until(Callable<Boolean> done) {
                await().pollInterval(Duration.ofMillis(20)).until(done);
            }
        },
        BY_WAITING_FOR_A_WHILE {
            @Override
            void until(Callable<Boolean> done) throws Exception {
                CountDownLatch never = new CountDownLatch(1);
                while (!done.call() && !never.await(20, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
            }
        };

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
    @EnumSource(names = {"PARALLEL_STREAM", "SHARED_POOL"})
    void effectsOfAFan_withKeys_areSafe_andWithoutAreNot_inTheSameWordsEachTime(Fan fan) {
        alwaysTellsTheSame(2, fan);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("proof")
    void effectsOfAFan_areToldInTheSameWords_fiftyTimes(Fan fan) {
        alwaysTellsTheSame(Integer.getInteger("runstwice.times", 50), fan);
    }

    /** The delivery's own thread looks every few milliseconds whether another one is done: neither keeps the other from going on. */
    @ParameterizedTest
    @EnumSource
    void threadThatPolls_letsTheOneGetOnThatItWaitsFor(Poll poll) {
        Effects mails = Effects.keyed();
        Notebook board = new Notebook();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Verdict verdict = RunsTwice.job("Polling", delivery -> {
                    Future<?> task = pool.submit(() -> {
                        ITEMS.forEach(item -> mails.perform("mail", item, item));
                        board.writeUnlessThere("done");
                    });
                    poll.until(() -> board.has("done") || task.isDone());
                    task.get();
                })
                .watching(mails, board)
                .within(Bounds.standard().oneAtATime())
                .explore();
        pool.shutdownNow();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    /** Whoever is acknowledged before its threads are done loses what they had still to do. */
    @Test
    void fanThatNobodyWaitsFor_losesEffects() {
        Effects mails = Effects.keyed();
        Notebook board = new Notebook();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Verdict verdict = RunsTwice.job("Careless", delivery -> {
                    board.writeUnlessThere("begun");
                    ITEMS.forEach(item -> pool.submit(() -> mails.perform("mail", item, item)));
                })
                .watching(mails, board)
                .within(Bounds.standard().oneAtATime())
                .explore();
        pool.shutdownNow();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .contains(
                        "is not safe to run twice: lost effect",
                        "D1  effects   item1  done   after the acknowledgement",
                        "cause      D1 was acknowledged before another thread of it had come to effects mail #1",
                        "replay     @Replay(\"D1 crash after effects mail #1\")");
    }
}
