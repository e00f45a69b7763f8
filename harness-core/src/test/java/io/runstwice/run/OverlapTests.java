package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Two and more workers that take turns. */
class OverlapTests {

    private final Notebook notebook = new Notebook();
    private final RunEnvironment environment = new RunEnvironment();

    private Run run(Work work, String schedule) {
        return run(Workload.of(work), Duration.ofSeconds(5), schedule);
    }

    private Run run(Workload workload, Duration deliveryWithin, String schedule) {
        World world = new World(Map.of("notebook", notebook));
        world.open(environment::gate);
        return new Runner(environment, world, workload, deliveryWithin, Duration.ofHours(1))
                .run(Schedule.parse(schedule));
    }

    private void check(Attempt attempt) {
        if (!notebook.has("done")) {
            notebook.write("effect");
            notebook.write("done");
        }
    }

    /** Who did what, in the order of the trace. */
    static List<String> order(Run run) {
        return run.steps().stream()
                .map(OverlapTests::line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String line(Step step) {
        if (step instanceof Step.Passed passed) {
            return passed.worker() + " " + passed.interaction().label();
        } else if (step instanceof Step.Ended ended) {
            return ended.worker() + " " + ended.ending().getClass().getSimpleName();
        } else if (step instanceof Step.Waits waits) {
            return waits.worker() + " waits for " + waits.on().holders();
        } else if (step instanceof Step.Freed freed) {
            return freed.worker() + " freed";
        }
        return "";
    }

    @Test
    void twoCopies_pausedBetweenCheckAndAct_bothAct() {
        Run run = run(this::check, "D1 pause before notebook write effect #1; copy D2; D1");

        assertThat(order(run))
                .containsExactly(
                        "D1 read done",
                        "D2 read done",
                        "D2 write effect",
                        "D2 write done",
                        "D2 Acknowledged",
                        "D1 write effect",
                        "D1 write done",
                        "D1 Acknowledged");
        assertThat(run.settled()).isTrue();
        assertThat(run.unfired()).isEmpty();
        assertThat(run.schedule()).hasToString("D1 pause before notebook write effect #1; copy D2; D1");
    }

    @Test
    void severalPauses_areTakenInTurn() {
        Run run = run(
                this::check,
                "D1 pause before notebook write effect #1; copy D2 pause before notebook write done #1;"
                        + " D1 pause before notebook write done #1; D2; D1");

        assertThat(order(run))
                .filteredOn(line -> line.contains("write"))
                .containsExactly(
                        "D1 write effect".replace("D1", "D2"), "D1 write effect", "D2 write done", "D1 write done");
    }

    @Test
    void whoStandsStillAtTheEnd_goesOnByItself() {
        Run run = run(this::check, "D1 pause before notebook write done #1; copy D2");

        assertThat(run.schedule()).hasToString("D1 pause before notebook write done #1; copy D2; D1");
        assertThat(run.settled()).isTrue();
    }

    @Test
    void thoseWhoStandStillAtTheEnd_goOnTheLowestNumberFirst() {
        Run run = run(
                this::check,
                "D1 pause before notebook write done #1; copy D2 pause before notebook read done #1;"
                        + " copy D3 pause before notebook read done #1");

        assertThat(order(run))
                .filteredOn(line -> line.endsWith("Acknowledged"))
                .containsExactly("D1 Acknowledged", "D2 Acknowledged", "D3 Acknowledged");
        assertThat(run.schedule().toString()).endsWith("; D1; D2; D3");
    }

    @Test
    void copies_areSettledOneByOne() {
        AtomicInteger calls = new AtomicInteger();
        Run run = run(
                attempt -> {
                    notebook.write("a");
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                },
                "D1; copy D2; copy D3");

        assertThat(order(run))
                .filteredOn(line -> !line.contains("write"))
                .containsExactly("D1 Threw", "D2 Acknowledged", "D3 Acknowledged", "D4 Acknowledged");
    }

    @Test
    void visibilityLapsed_firstAcknowledgementSettles() {
        Run run = run(
                this::check,
                "D1 pause before notebook write effect #1; 1h later D2; D1 crash before notebook write effect #1");

        assertThat(run.settled()).isTrue();
        assertThat(run.schedule().deliveries()).isEqualTo(2);
        assertThat(notebook.lines()).containsExactly("effect", "done");
    }

    @Test
    void visibilityLapsed_redeliveredFlagIsSet() {
        StringBuilder flags = new StringBuilder();
        run(
                attempt -> {
                    notebook.write("a");
                    flags.append(attempt.number()).append(attempt.redelivered() ? "again " : "new ");
                },
                "D1 pause before notebook write a #1; D2; copy D3");

        assertThat(flags.toString().trim().split(" ")).containsExactlyInAnyOrder("1new", "2again", "3new");
    }

    @Test
    void killedWhileStandingStill_isRedelivered() {
        Run run = run(
                this::check,
                "D1 pause before notebook write effect #1; copy D2 pause before notebook write effect #1;"
                        + " D1 crash after notebook write effect #1");

        assertThat(order(run)).contains("D1 Killed", "D2 Acknowledged", "D3 Acknowledged");
        assertThat(run.settled()).isTrue();
    }

    @Test
    void pauseThatNeverCame_isUnfired() {
        Run run = run(this::check, "D1 pause before notebook write nothing #1; copy D2");

        assertThat(run.unfired()).hasSize(1);
    }

    @Test
    void lockOfTheJvm_passesTheTurnOn() {
        ReentrantLock lock = new ReentrantLock();
        Run run = run(
                attempt -> {
                    lock.lock();
                    try {
                        check(attempt);
                    } finally {
                        lock.unlock();
                    }
                },
                "D1 pause before notebook write effect #1; copy D2; D1; D2");

        assertThat(order(run))
                .startsWith("D1 read done", "D2 waits for [D1]", "D1 write effect", "D1 write done")
                .containsSubsequence("D2 freed", "D2 read done", "D2 Acknowledged");
        assertThat(notebook.lines()).containsExactly("effect", "done");
    }

    @Test
    void monitorOfTheJvm_passesTheTurnOn() {
        Object monitor = new Object();
        Run run = run(
                attempt -> {
                    synchronized (monitor) {
                        check(attempt);
                    }
                },
                "D1 pause before notebook write effect #1; copy D2; D1; D2");

        assertThat(order(run)).contains("D2 waits for [D1]");
        assertThat(notebook.lines()).containsExactly("effect", "done");
    }

    @Test
    void faultAfterAWait_isToldInTheTurnInWhichItHappens() {
        Object monitor = new Object();
        Work work = attempt -> {
            synchronized (monitor) {
                check(attempt);
            }
        };
        Run run = run(work, "D1 pause before notebook write effect #1; copy D2 crash before notebook read done #1; D1");

        assertThat(run.schedule())
                .hasToString(
                        "D1 pause before notebook write effect #1; copy D2; D1; D2 crash before notebook read done #1; D3");
        assertThat(run.unfired()).isEmpty();
        assertThat(run.settled()).isTrue();
        notebook.restore(new Notebook().capture());
        assertThat(order(run(work, run.schedule().toString()))).isEqualTo(order(run));
    }

    @Test
    void poolOfOne_passesTheTurnOn() {
        Semaphore pool = new Semaphore(1);
        Run run = run(
                attempt -> {
                    pool.acquire();
                    try {
                        check(attempt);
                    } finally {
                        pool.release();
                    }
                },
                "D1 pause before notebook write effect #1; copy D2");

        assertThat(order(run)).contains("D2 waits for []");
        assertThat(run.settled()).isTrue();
    }

    @Test
    void twoWhoWaitForEachOther_areNamedAndEnd() {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        Run run = run(
                Workload.of(attempt -> {
                    boolean first = attempt.number() == 1;
                    (first ? one : other).lock();
                    notebook.write("holds");
                    (first ? other : one).lock();
                    notebook.write("never");
                }),
                Duration.ofSeconds(1),
                "D1 pause before notebook write holds #1; copy D2");

        assertThat(run.doubts()).anySatisfy(doubt -> assertThat(doubt).contains("D1 waits for D2", "D2 waits for D1"));
    }

    @Test
    void actor_takesTurnsLikeADelivery() {
        WorkerName producer = WorkerName.actor("producer");
        Workload workload = new Workload(this::check, Map.of(producer, attempt -> {
            notebook.write("p1");
            notebook.write("p2");
        }));
        Run run = run(
                workload,
                Duration.ofSeconds(5),
                "actor producer pause before notebook write p2 #1; D1; actor producer");

        assertThat(notebook.lines()).containsExactly("p1", "effect", "done", "p2");
        assertThat(run.settled()).isTrue();
    }

    @Test
    void sameSchedule_hasTheSameTraceEachTime() {
        String schedule =
                "D1 pause before notebook write effect #1; copy D2 pause before notebook write done #1; copy D3; D1; D2";
        List<String> first = order(run(this::check, schedule));
        for (int i = 0; i < 50; i++) {
            notebook.restore(new Notebook().capture());

            assertThat(order(run(this::check, schedule))).isEqualTo(first);
        }
    }
}
