package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runstwice.fixture.NeverReturning;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.world.WorkerKilled;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunnerTests {

    private final Notebook notebook = new Notebook();
    private final RunEnvironment environment = new RunEnvironment();
    private final List<ExecutorService> executors = new ArrayList<>();
    private CountDownLatch past = new CountDownLatch(1);

    @AfterEach
    void stopExecutors() {
        executors.forEach(ExecutorService::shutdownNow);
    }

    private Runner runner(Work work) {
        return runner(work, Duration.ofSeconds(5));
    }

    private Runner runner(Work work, Duration deliveryWithin) {
        World world = new World(Map.of("notebook", notebook));
        world.open(environment::gate);
        return new Runner(environment, world, Workload.of(work), deliveryWithin, Duration.ofHours(1));
    }

    private Run run(Work work, String schedule) {
        return runner(work).run(Schedule.parse(schedule));
    }

    private void twoLines() {
        notebook.write("a");
        notebook.write("b");
    }

    @Test
    void noFault_isAcknowledgedAndRecorded() {
        Run run = run(attempt -> twoLines(), "D1");

        assertThat(run.settled()).isTrue();
        assertThat(run.interactions(1))
                .extracting(step -> step.point().toString())
                .containsExactly("notebook write a #1", "notebook write b #1");
    }

    @Test
    void crashAfter_keepsTheEffectAndRedelivers() {
        Run run = run(attempt -> twoLines(), "D1 crash after notebook write a #1");

        assertThat(notebook.lines()).containsExactly("a", "a", "b");
        assertThat(run.schedule()).hasToString("D1 crash after notebook write a #1; D2");
        assertThat(run.ending(1)).isInstanceOf(Ending.Killed.class);
        assertThat(run.unfired()).isEmpty();
    }

    @Test
    void crashBefore_sendsNothing() {
        run(attempt -> twoLines(), "D1 crash before notebook write a #1");

        assertThat(notebook.lines()).containsExactly("a", "b");
    }

    @Test
    void killedWorker_cleanUpReachesNothing() {
        Work work = attempt -> {
            try {
                notebook.write("a");
            } catch (Throwable anything) {
                notebook.write("caught");
            } finally {
                notebook.write("finally");
            }
        };
        run(work, "D1 crash after notebook write a #1");

        assertThat(notebook.lines()).containsExactly("a", "a", "finally");
    }

    @Test
    void killedWorkerThatReturnsNormally_isNotAcknowledged() {
        Work work = attempt -> {
            try {
                notebook.write("a");
            } catch (WorkerKilled swallowed) {
                assertThat(swallowed).hasMessageContaining("D1");
            }
        };
        Run run = run(work, "D1 crash after notebook write a #1");

        assertThat(run.ending(1)).isInstanceOf(Ending.Killed.class);
        assertThat(notebook.lines()).containsExactly("a", "a");
    }

    @Test
    void killedWorkerThatSwallowsEverything_isParkedAndNamed() {
        Work work = attempt -> {
            boolean written = false;
            while (!written) {
                try {
                    notebook.write("a");
                    written = attempt.number() > 1;
                } catch (Throwable again) {
                    written = false;
                }
            }
        };
        Run run = run(work, "D1 crash after notebook write a #1");

        assertThat(run.settled()).isTrue();
        assertThat(environment.notes()).anyMatch(note -> note.contains("swallowing every error"));
    }

    @Test
    void lostRequest_hasNoEffectAndIsSeenByTheJob() {
        Run run = run(attempt -> twoLines(), "D1 lost request of notebook write b #1");

        assertThat(notebook.lines()).containsExactly("a", "a", "b");
        assertThat(run.ending(1)).isInstanceOf(Ending.Threw.class);
    }

    @Test
    void lostReply_hasItsEffectAndIsSeenByTheJob() {
        run(attempt -> twoLines(), "D1 lost reply of notebook write b #1");

        assertThat(notebook.lines()).containsExactly("a", "b", "a", "b");
    }

    @Test
    void lostReplyThatTheJobSurvives_isSettled() {
        Work work = attempt -> {
            try {
                notebook.write("a");
            } catch (IllegalStateException lost) {
                notebook.write("again");
            }
        };
        Run run = run(work, "D1 lost reply of notebook write a #1; D2 crash after notebook write a #1");

        assertThat(notebook.lines()).containsExactly("a", "again");
        assertThat(run.schedule()).hasToString("D1 lost reply of notebook write a #1");
        assertThat(run.unfired()).as("a settled message does not come again").hasSize(1);
    }

    @Test
    void acknowledgementLost_runsAgain() {
        Run run = run(attempt -> twoLines(), "D1 acknowledgement lost; D2 acknowledgement lost; D3");

        assertThat(notebook.lines()).hasSize(6);
        assertThat(run.settled()).isTrue();
    }

    @Test
    void pointThatNeverOccurs_isUnfired() {
        Run run = run(attempt -> twoLines(), "D1 crash after notebook write z #1");

        assertThat(run.unfired()).hasSize(1);
    }

    @Test
    void jobThatAlwaysThrows_staysUnsettledAfterTheBound() {
        List<Instant> times = new ArrayList<>();
        Run run = run(
                attempt -> {
                    times.add(attempt.clock().instant());
                    throw new IllegalStateException("no");
                },
                "D1");

        assertThat(run.settled()).isFalse();
        assertThat(times).hasSize(3);
        assertThat(Duration.between(times.get(0), times.get(1))).isZero();
        assertThat(Duration.between(times.get(1), times.get(2))).isEqualTo(Delay.afterRefusal(Duration.ofHours(1)));
        assertThat(run.schedule()).hasToString("D1; D2; 1h later D3");
    }

    @Test
    void laterDelivery_seesTheClockMoved() {
        List<Instant> times = new ArrayList<>();
        run(attempt -> times.add(attempt.clock().instant()), "D1 acknowledgement lost; 25h later D2");

        assertThat(Duration.between(times.get(0), times.get(1))).isEqualTo(Delay.late(Duration.ofHours(25)));
    }

    @Test
    void attempt_knowsItsNumberAndThatItWasAsked() {
        List<String> seen = new ArrayList<>();
        assertThat(environment.wasAsked(AttemptQuestion.NUMBER)).isFalse();
        run(attempt -> seen.add(attempt.number() + " " + attempt.redelivered()), "D1 acknowledgement lost; D2");

        assertThat(seen).containsExactly("1 false", "2 true");
        assertThat(environment.wasAsked(AttemptQuestion.NUMBER)).isTrue();
        assertThat(environment.wasAsked(AttemptQuestion.CLOCK)).isFalse();
    }

    @Test
    void assertionInTheBody_endsTheTestAsItself() {
        assertThatThrownBy(() -> run(
                        attempt -> {
                            throw new AssertionError("mine");
                        },
                        "D1"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("mine");
    }

    @Test
    void jobThatNeverReturns_isDoubtedWithItsPlace() {
        CountDownLatch never = new CountDownLatch(1);
        Runner runner = runner(attempt -> NeverReturning.waitFor(never), Duration.ofMillis(50));
        Run run = runner.advance(runner.root(), Turn.of(1));
        never.countDown();

        assertThat(run.ending(1)).isInstanceOf(Ending.Hung.class);
        assertThat(run.doubts()).singleElement().asString().contains("did not return", "NeverReturning.waitFor");
    }

    @Test
    void threadsOfOneWorker_areAdmittedInTheOrderOfTheirLabels() {
        Work work = attempt -> {
            List<Thread> threads = new ArrayList<>();
            for (String line : List.of("d", "b", "c", "a")) {
                threads.add(new Thread(() -> notebook.write(line)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        };
        Runner runner = runner(work);
        for (int i = 0; i < 50; i++) {
            runner.run(Schedule.once());
            assertThat(notebook.lines()).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void threadOfAKilledWorker_isDeadToo() {
        CountDownLatch killed = new CountDownLatch(1);
        Work work = attempt -> {
            Thread other = new Thread(() -> {
                awaitQuietly(killed);
                notebook.write("zombie");
            });
            if (attempt.number() == 1) {
                other.start();
            }
            try {
                notebook.write("a");
            } finally {
                killed.countDown();
            }
        };
        run(work, "D1 crash after notebook write a #1");

        assertThat(notebook.lines()).containsExactly("a", "a");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void threadOfASharedExecutor_actsForTheDeliveryThatGaveItTheTask() {
        ExecutorService shared = Executors.newSingleThreadExecutor();
        executors.add(shared);
        Work work = attempt -> {
            Future<?> task = shared.submit(() -> notebook.write("task of " + attempt.number()));
            task.get();
        };
        Run run = run(work, "D1 crash after notebook write task of 1 #1; D2 acknowledgement lost; D3");

        assertThat(notebook.lines()).containsExactly("task of 1", "task of 2", "task of 3");
        assertThat(run.interactions(3)).hasSize(1);
        assertThat(run.doubts()).isEmpty();
    }

    @Test
    void taskOfAKilledWorkerInASharedExecutor_isDeadThoughTheThreadIsOlder() throws Exception {
        ExecutorService shared = Executors.newCachedThreadPool();
        executors.add(shared);
        AtomicReference<CountDownLatch> killed = new AtomicReference<>();
        Work work = attempt -> {
            if (attempt.number() == 1) {
                CountDownLatch death = new CountDownLatch(1);
                killed.set(death);
                CountDownLatch begun = new CountDownLatch(1);
                shared.submit(() -> {
                    begun.countDown();
                    awaitQuietly(death);
                    notebook.write("zombie");
                });
                begun.await();
            }
            try {
                notebook.write("a");
            } finally {
                killed.get().countDown();
            }
        };
        Runner runner = runner(work);
        runner.run(Schedule.once());
        for (int i = 0; i < 10; i++) {
            Run run = runner.run(Schedule.parse("D1 crash after notebook write a #1; D2"));
            assertThat(notebook.lines()).containsExactly("a", "a");
            assertThat(run.interactions(2)).hasSize(1);
        }
    }

    /** What a thread of a shared pool does for D1, and is in the middle of from D1's end on. */
    private Run withStraggler(Runnable late) {
        ExecutorService shared = Executors.newSingleThreadExecutor();
        executors.add(shared);
        CountDownLatch later = new CountDownLatch(1);
        Work work = attempt -> {
            if (attempt.number() == 1) {
                shared.submit(() -> {
                    awaitQuietly(later);
                    late.run();
                });
            }
            notebook.write("a");
        };
        notebook.whenTimePasses(() -> {
            later.countDown();
            awaitQuietly(past);
        });
        return run(work, "D1 acknowledgement lost; 1h later D2");
    }

    @Test
    void run_endsWhenNobodyIsPastTheGateAnyMore() {
        Thread harness = Thread.currentThread();
        Run run = withStraggler(() -> notebook.write("late", () -> {
            past.countDown();
            await().pollInterval(Duration.ofMillis(1)).until(() -> isAt(harness, "empties"));
        }));

        assertThat(notebook.lines()).containsExactly("a", "a", "late");
        assertThat(run.doubts()).isEmpty();
        assertThat(environment.notes()).isEmpty();
    }

    @Test
    void writeThatDoesNotComeBack_isDoubtedEachTime() {
        for (int i = 0; i < 2; i++) {
            past = new CountDownLatch(1);
            Run run = withStraggler(() -> notebook.write("late", this::staysPastTheGate));

            assertThat(run.doubts())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("a thread of the job (pool-#-thread-# at ")
                    .endsWith(
                            ") still was at write late a second after the end of the run, and what it writes may fall into the next one."
                                    + " Let the delivery wait for it");
        }
    }

    @Test
    void readThatDoesNotComeBack_isNotedOnceInEachExploration() {
        for (int i = 0; i < 2; i++) {
            environment.begin();
            past = new CountDownLatch(1);
            Run run = withStraggler(() -> notebook.has("late", this::staysPastTheGate));

            assertThat(run.doubts()).isEmpty();
            assertThat(environment.notes())
                    .hasSize(1)
                    .first()
                    .asString()
                    .endsWith(") still was at read late a second after the end of the run; it is not waited for again");
        }
    }

    private void staysPastTheGate() {
        past.countDown();
        awaitQuietly(new CountDownLatch(1)); // until its executor is stopped
    }

    private static boolean isAt(Thread thread, String method) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    @Test
    void wokenThreadAndTheOneThatWokeIt_areAdmittedInTheOrderOfTheirLabels() {
        Work work = attempt -> {
            CountDownLatch go = new CountDownLatch(1);
            Thread other = new Thread(() -> {
                awaitQuietly(go);
                notebook.write("a");
            });
            other.start();
            go.countDown();
            notebook.write("b");
            other.join();
        };
        Runner runner = runner(work);
        for (int i = 0; i < 30; i++) {
            runner.run(Schedule.once());
            assertThat(notebook.lines()).containsExactly("a", "b");
        }
    }

    @Test
    void oneThreadAfterTheOther_isNoCompany() {
        ExecutorService idle = Executors.newFixedThreadPool(1);
        executors.add(idle);
        Runner runner = runner(attempt -> {
            idle.submit(() -> {}).get();
            twoLines();
        });
        runner.run(Schedule.once());
        environment.knowsTheBaseline();
        runner.run(Schedule.once());

        assertThat(environment.shown().threadOverlap()).isFalse();
    }

    @Test
    void threadThatComesToTheGateAfterTheBaseline_isShown() {
        Runner runner = runner(attempt -> {
            if (attempt.number() == 1) {
                notebook.write("a");
            } else {
                Thread other = new Thread(() -> notebook.write("b"));
                other.start();
                other.join();
            }
        });
        runner.run(Schedule.once());
        environment.knowsTheBaseline();
        runner.run(Schedule.once());
        assertThat(environment.shown().threadOverlap()).isFalse();

        runner.run(Schedule.parse("D1 acknowledgement lost; D2"));
        assertThat(environment.shown().threadOverlap()).isTrue();
    }

    @Test
    void heartbeatThatNeverEnds_isWaitedForOnce() {
        CountDownLatch end = new CountDownLatch(1);
        Work work = attempt -> {
            Thread heartbeat = new Thread(() -> NeverReturning.beatUntil(end));
            heartbeat.setDaemon(true);
            heartbeat.start();
            twoLines();
        };
        Runner runner = runner(work);
        for (int i = 0; i < 20; i++) {
            runner.run(Schedule.once());
            assertThat(notebook.lines()).containsExactly("a", "b");
        }
        end.countDown();

        assertThat(environment.notes())
                .hasSizeBetween(1, 2)
                .allMatch(note -> note.contains("NeverReturning.beatUntil"));
    }

    @Test
    void workAfterTheAcknowledgement_isRecordedAndCanBeLost() {
        Work work = attempt -> new Thread(() -> notebook.write("later")).start();
        Runner runner = runner(work);
        Run whole = runner.run(Schedule.once());
        assertThat(whole.interactions(1)).singleElement().satisfies(step -> assertThat(step.acknowledged())
                .isTrue());

        Run lost = runner.run(Schedule.parse("D1 crash before notebook write later #1"));
        assertThat(lost.settled()).isTrue();
        assertThat(notebook.lines()).isEmpty();
    }

    @Test
    void writeBetweenDeliveries_belongsToNobodyAndIsDoubted() {
        Thread outsider = new Thread(() -> notebook.write("from outside"));
        notebook.whenTimePasses(() -> {
            outsider.start();
            join(outsider);
        });
        Run run = run(attempt -> notebook.write("a"), "D1 acknowledgement lost; 1h later D2");

        assertThat(run.doubts()).singleElement().asString().contains("a thread of no delivery", "from outside");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void worldThatCannotBeRestored_isReachedByRunningTheDeliveriesAgain() {
        Notebook plain = new Notebook(false);
        AtomicInteger calls = new AtomicInteger();
        World world = new World(Map.of("notebook", plain));
        world.open(environment::gate);
        Runner runner = new Runner(
                environment,
                world,
                Workload.of(attempt -> {
                    calls.incrementAndGet();
                    plain.write("a");
                }),
                Duration.ofSeconds(5),
                Duration.ofHours(1));
        Run first = runner.advance(
                runner.root(),
                Schedule.parse("D1 crash after notebook write a #1").turns().get(0));
        Run second = runner.complete(first.here().orElseThrow());

        assertThat(calls).as("D1, D1 again, D2").hasValue(3);
        assertThat(second.schedule()).hasToString("D1 crash after notebook write a #1; D2");
        assertThat(plain.lines()).containsExactly("a", "a");
    }

    @Test
    void stateThatIsNotReachedAgain_isSaid() {
        Notebook plain = new Notebook(false);
        AtomicInteger calls = new AtomicInteger();
        World world = new World(Map.of("notebook", plain));
        world.open(environment::gate);
        Runner runner = new Runner(
                environment,
                world,
                Workload.of(attempt -> plain.write(calls.incrementAndGet() > 1 ? "b" : "a")),
                Duration.ofSeconds(5),
                Duration.ofHours(1));
        Run first = runner.advance(
                runner.root(),
                Schedule.parse("D1 crash after notebook write a #1").turns().get(0));

        assertThatThrownBy(() -> runner.complete(first.here().orElseThrow()))
                .isInstanceOf(Runner.Strayed.class)
                .hasMessageContaining("another path");
    }

    @Test
    void everyDelivery_isEndedOnceForItsWorkerAndOnceForItsTurn() {
        run(attempt -> twoLines(), "D1 crash after notebook write a #1");

        assertThat(notebook.ends()).isEqualTo(4);
    }

    @Test
    void sameScheduleTwice_givesTheSameTrace() {
        Runner runner = runner(attempt -> twoLines());
        Schedule schedule = Schedule.parse("D1 crash after notebook write a #1; D2 lost reply of notebook write b #1");

        List<String> first =
                runner.run(schedule).steps().stream().map(RunnerTests::shape).toList();
        List<String> second =
                runner.run(schedule).steps().stream().map(RunnerTests::shape).toList();
        assertThat(second).isEqualTo(first).hasSizeGreaterThan(6);
    }

    private static String shape(Step step) {
        return step instanceof Step.Ended ended ? ended.ending().getClass().getSimpleName() : step.toString();
    }
}
