package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Bounds;
import io.runstwice.Counterexample;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.judge.Violation;
import io.runstwice.run.Notebook;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Misuse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExplorationTests {

    private final Notebook notebook = new Notebook();

    private Verdict explore(Job job) {
        return RunsTwice.job("TestJob", job).watching(notebook).explore();
    }

    private Verdict exploreOneAtATime(Job job) {
        return RunsTwice.job("TestJob", job)
                .watching(notebook)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private Verdict within(Bounds bounds, Job job) {
        return RunsTwice.job("TestJob", job).watching(notebook).within(bounds).explore();
    }

    private void writeOnce(String line) {
        if (!notebook.has(line)) {
            notebook.write(line);
        }
    }

    @Test
    void jobThatWritesBlindly_isUnsafeWithASmallestCounterexample() {
        Verdict verdict = explore(delivery -> notebook.write("a"));

        assertThat(verdict.isUnsafe()).isTrue();
        Counterexample smallest = verdict.counterexamples().get(0);
        assertThat(smallest.schedule().faults()).isEqualTo(1);
        assertThat(smallest.violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
        assertThat(smallest.story()).startsWith("TestJob is not safe to run twice: double effect\n");
        assertThatThrownBy(verdict::orThrow).hasMessage(smallest.story());
    }

    @Test
    void jobThatLooksFirst_oneAtATime_isSafeAndComplete() {
        Verdict verdict = exploreOneAtATime(delivery -> {
            writeOnce("a");
            writeOnce("b");
        });

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
        assertThat(verdict.certificate())
                .contains("any number of crashes", "lost request and lost reply at 4 interactions");
        verdict.orThrow();
    }

    @Test
    void jobThatLooksFirst_twoCopiesAtOnce_isUnsafe() {
        Verdict verdict = explore(delivery -> writeOnce("a"));

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before notebook write a #1; copy D2; D1");
        assertThat(verdict.counterexamples().get(0).story())
                .contains("D1 acted on what notebook read a had told it, and D2 changed that in between");
    }

    @Test
    void oneStepThatLooksAndActs_isSafeInEveryOrder() {
        Verdict verdict = explore(delivery -> notebook.writeUnlessThere("a"));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("two copies at once from 2 states, every order of turns")
                .contains("visibility lapsed while a delivery stood still")
                .contains("while two deliveries overlap");
    }

    private void awaitAndWrite(AtomicInteger first, String line) {
        while (first.get() == 0) {
            Thread.onSpinWait();
        }
        notebook.write(line);
    }

    @Test
    void threadsThatMeetOnlyWhenTheMessageComesAgain_areExploredInTheOrderOfTheirLabels() {
        for (int i = 0; i < 10; i++) {
            Verdict verdict = exploreOneAtATime(delivery -> {
                if (notebook.has("a")) {
                    AtomicInteger first = new AtomicInteger();
                    Thread early = new Thread(() -> awaitAndWrite(first, "b"));
                    Thread late = new Thread(() -> {
                        first.incrementAndGet();
                        notebook.write("c");
                    });
                    early.start();
                    late.start();
                    early.join();
                    late.join();
                }
                notebook.write("a");
            });

            assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
            assertThat(verdict.counterexamples().get(0).story())
                    .containsSubsequence("D2  notebook  b", "D2  notebook  c", "D2  ✓");
        }
    }

    @Test
    void boundThatIsTooSmallForEveryOrder_isSaid() {
        Verdict verdict = RunsTwice.job("TestJob", delivery -> {
                    notebook.writeUnlessThere("a");
                    notebook.writeUnlessThere("b");
                })
                .watching(notebook)
                .within(Bounds.standard().schedules(40))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isFalse();
        assertThat(verdict.certificate()).contains("not every fault inside an overlap fitted the bound");
    }

    @Test
    void boundThatJustFits_isComplete() {
        Job job = delivery -> notebook.writeUnlessThere("a");
        int needed = Pattern.compile("\\((\\d+) schedules?\\)")
                .matcher(explore(job).certificate())
                .results()
                .mapToInt(overlapping -> Integer.parseInt(overlapping.group(1)))
                .sum();

        Verdict verdict = within(Bounds.standard().schedules(needed), job);

        assertThat(verdict.coverage().missing()).as(verdict.toString()).isEmpty();
        assertThat(within(Bounds.standard().schedules(needed - 1), job)
                        .coverage()
                        .missing())
                .hasSize(1);
    }

    @Test
    void completenessThatIsAskedFor_isNeededForASafeVerdict() {
        Job job = delivery -> {
            notebook.writeUnlessThere("a");
            notebook.writeUnlessThere("b");
        };

        Verdict cut = within(Bounds.standard().schedules(40).mustBeComplete(), job);
        Verdict whole = within(Bounds.standard().mustBeComplete(), job);

        assertThat(cut.isInconclusive()).as(cut.toString()).isTrue();
        assertThat(cut.reason().orElseThrow())
                .contains(
                        "not everything within the bound was explored",
                        "not every fault inside an overlap fitted the bound",
                        "Bounds.schedules(…)");
        assertThat(whole.isSafe()).as(whole.toString()).isTrue();
    }

    @Test
    void completenessThatIsAskedFor_leavesAnUnsafeVerdictAsItIs() {
        Job job = delivery -> notebook.write("a");

        assertThat(within(Bounds.standard().mustBeComplete(), job))
                .hasToString(explore(job).toString());
    }

    @Test
    void violationOfAnOverlap_endsTheSearchAndIsNotComplete() {
        Verdict verdict = explore(delivery -> writeOnce("a"));

        assertThat(verdict.coverage().isComplete()).isFalse();
        assertThat(verdict.coverage().missing())
                .containsExactly("stopped at the first violation of deliveries that overlap");
        assertThat(verdict.toString())
                .contains(" of more (not complete: stopped at the first violation of deliveries that overlap)");
    }

    @Test
    void violationOfASingleDelivery_postponesOverlapsAndIsNotComplete() {
        Verdict verdict = explore(delivery -> notebook.write("a"));

        assertThat(verdict.coverage().isComplete()).isFalse();
        assertThat(verdict.coverage().missing())
                .containsExactly("the rest comes when crashes and single losses are safe");
        assertThat(verdict.toString())
                .contains(" (complete) of crashes and single losses; the rest comes when these are safe");
    }

    @Test
    void violationWhereNothingOverlaps_postponesLossesAndSaysNothingOfOverlaps() {
        Verdict verdict = exploreOneAtATime(delivery -> notebook.write("a"));

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.coverage().missing())
                .containsExactly("the rest comes when crashes and single losses are safe");
        assertThat(verdict.toString()).doesNotContain("overlaps");
    }

    @Test
    void jobThatAsksWhichDeliveryItIsOnlyWhenOvertaken_isSearchedWithoutSymmetry() {
        Verdict verdict = explore(delivery -> {
            boolean before = notebook.has("a");
            boolean overtaken = !before && notebook.has("a");
            if (overtaken && delivery.attempt() == 2) {
                notebook.write("wrong");
            }
            notebook.writeUnlessThere("a");
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 crash before notebook read a #1; D2 pause before notebook read a #2; copy D3; D2");
    }

    @Test
    void jobThatLooksOnlyInALaterDelivery_isUnsafeWhenThatOneIsFaster() {
        Verdict verdict = explore(delivery -> {
            if (delivery.attempt() == 1 || !notebook.has("a")) {
                notebook.write("a");
            }
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before notebook write a #1; copy D2; D1");
    }

    @Test
    void threeCopiesThatCanBeToldApart_areSafeInEveryOrder() {
        Verdict verdict = within(Bounds.standard().copies(3), delivery -> {
            notebook.writeUnlessThere(delivery.attempt() > 0 ? "a" : "never");
        });

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }

    @Test
    void lockOfTheJvmAfterALook_isSafeInEveryOrder() {
        Object monitor = new Object();
        Verdict verdict = explore(delivery -> {
            notebook.has("a");
            synchronized (monitor) {
                writeOnce("a");
            }
        });

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }

    @Test
    void jobThatTakesTheFirstLineForTheWholeWork_losesTheSecond() {
        Verdict verdict = explore(delivery -> {
            if (!notebook.has("a")) {
                notebook.write("a");
                notebook.write("b");
            }
        });

        assertThat(verdict.counterexamples())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.violation().kind()).isEqualTo(Violation.Kind.LOST_EFFECT));
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 crash after notebook write a #1; D2");
    }

    @Test
    void jobThatRefusesForEver_isStuck() {
        Verdict verdict = explore(delivery -> {
            if (notebook.has("lock")) {
                throw new IllegalStateException("locked");
            }
            notebook.write("lock");
            notebook.write("a");
            writeOnce("done");
        });

        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.STUCK);
        assertThat(verdict.toString()).contains("locked", "D3");
    }

    @Test
    void damageOfTheSecondCrash_isFoundByTheClosure() {
        Verdict verdict = explore(delivery -> {
            if (notebook.has("first crash")) {
                writeOnce("a");
                notebook.write("b");
            } else {
                writeOnce("first crash");
                writeOnce("a");
                writeOnce("b");
            }
        });

        assertThat(verdict.isUnsafe()).isTrue();
    }

    @Test
    void counterexample_isReplayedByItsSchedule() {
        Schedule schedule = explore(delivery -> notebook.write("a"))
                .counterexamples()
                .get(0)
                .schedule();

        Verdict replayed = RunsTwice.job("TestJob", delivery -> notebook.write("a"))
                .watching(notebook)
                .replay(Schedule.parse(schedule.toString()))
                .explore();

        assertThat(replayed.counterexamples()).singleElement().satisfies(found -> assertThat(found.schedule())
                .isEqualTo(schedule));
    }

    @Test
    void replayOfAPointThatNeverOccurs_namesThePointAndTheOnesThereAre() {
        assertThatThrownBy(() -> RunsTwice.job("TestJob", delivery -> notebook.write("a"))
                        .watching(notebook)
                        .replay(Schedule.parse("D1 crash after db COMMIT #1; D2"))
                        .explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("db COMMIT #1 never happened")
                .hasMessageContaining("notebook write a #1");
    }

    @Test
    void jobThatDoesNothing_isInconclusive() {
        Verdict verdict = explore(delivery -> {});

        assertThat(verdict.isInconclusive()).isTrue();
        assertThat(verdict.toString()).contains("touched nothing that is watched");
        assertThatThrownBy(verdict::orThrow).hasMessageContaining("inconclusive");
    }

    @Test
    void jobThatOnlyReads_isInconclusive() {
        Verdict verdict = explore(delivery -> notebook.has("a"));

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
    }

    @Test
    void jobThatFailsByItself_isInconclusiveWithItsFailure() {
        Verdict verdict = explore(delivery -> {
            notebook.write("a");
            throw new IllegalArgumentException("no such invoice");
        });

        assertThat(verdict.toString()).contains("failed by itself", "no such invoice");
    }

    @Test
    void jobThatTakesAnotherPathEachTime_isInconclusive() {
        AtomicInteger calls = new AtomicInteger();
        Verdict verdict = explore(delivery -> notebook.write("call " + calls.incrementAndGet()));

        assertThat(verdict.toString())
                .contains("another path", "notebook write call 1 #1, then notebook write call 2 #1");
    }

    @Test
    void jobThatNeverReturns_isInconclusiveWithItsPlace() {
        CountDownLatch never = new CountDownLatch(1);
        Verdict verdict = RunsTwice.job("TestJob", delivery -> never.await(20, TimeUnit.SECONDS))
                .watching(notebook)
                .within(Bounds.standard().deliveryWithin(Duration.ofMillis(50)))
                .explore();
        never.countDown();

        assertThat(verdict.toString()).contains("did not return within 50 ms");
    }

    @Test
    void guardThatRunsOut_isInconclusive() {
        Verdict verdict = RunsTwice.job("TestJob", delivery -> writeOnce("a"))
                .watching(notebook)
                .within(Bounds.standard().guard(Duration.ofMillis(1)))
                .explore();

        assertThat(verdict.isInconclusive()).isTrue();
        assertThat(verdict.toString()).contains("Bounds.guard");
        assertThat(verdict.coverage().isComplete()).isFalse();
    }

    @Test
    void nothingWatched_isMisuse() {
        assertThatThrownBy(() -> RunsTwice.job("TestJob", delivery -> {}).explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("no resource to watch");
    }

    @Test
    void assertionInTheBody_endsTheTestAsItself() {
        assertThatThrownBy(() -> explore(delivery -> {
                    notebook.write("a");
                    throw new AssertionError("mine");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("mine");
        assertThat(notebook.lines()).as("put back all the same").isEmpty();
    }

    @Test
    void sameExplorationTwice_givesTheSameTextAndSchedules() {
        Job job = delivery -> {
            writeOnce("a");
            notebook.write("b");
        };
        Verdict first = explore(job);
        Verdict second = explore(job);

        assertThat(second.toString()).isEqualTo(first.toString());
        assertThat(schedules(second)).isEqualTo(schedules(first)).isNotEmpty();
    }

    private static List<String> schedules(Verdict verdict) {
        return verdict.counterexamples().stream()
                .map(found -> found.schedule().toString())
                .toList();
    }

    @Test
    void worldAfterwards_isAsItWasBefore() {
        Notebook kept = notebook;
        kept.write("before");
        RunsTwice.job("TestJob", delivery -> kept.write("a"))
                .given(() -> kept.write("given"))
                .watching(kept)
                .explore();

        assertThat(kept.lines()).containsExactly("before");
    }

    @Test
    void replayOfADeliveryThatNeverComes_isMisuse() {
        assertThatThrownBy(() -> RunsTwice.job("TestJob", delivery -> writeOnce("a"))
                        .watching(notebook)
                        .replay(Schedule.parse("D1; D2"))
                        .explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("settled by D1");
    }

    @Test
    void replayThatEndsTooEarly_countsDeliveriesAndNotTurns() {
        assertThatThrownBy(() -> RunsTwice.job("TestJob", delivery -> writeOnce("a"))
                        .watching(notebook)
                        .replay(Schedule.parse("D1 pause before notebook write a #1; D2; D1; D3"))
                        .explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("the message was settled by D2, so no further delivery ever came");
    }

    @Test
    void replayOfATurnAfterItsWorkersEnd_isMisuse() {
        assertThatThrownBy(() -> RunsTwice.job("TestJob", delivery -> writeOnce("a"))
                        .watching(notebook)
                        .replay(Schedule.parse("D1 pause before notebook write a #1; copy D2; D1; D2"))
                        .explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("D2 had come to its end before its last turn");
    }

    @Test
    void replayOfAnActorThatNobodyNamed_isMisuse() {
        RunsTwice described = RunsTwice.job("TestJob", delivery -> writeOnce("a"))
                .watching(notebook)
                .replay(Schedule.parse("actor producer; D1"));

        assertThatThrownBy(described::explore)
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("\"actor producer; D1\"")
                .hasMessageContaining("no worker is called producer")
                .hasMessageContaining("alongside(\"producer\", …)");
        assertThatThrownBy(() -> described
                        .alongside("cleaner", beside -> notebook.has("a"))
                        .explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("the actors are [cleaner]");
    }

    @Test
    void partsOfAVerdict_nameEveryCrashAndLoss() {
        Verdict verdict = explore(delivery -> writeOnce("a"));

        assertThat(verdict.parts())
                .extracting(Part::title)
                .containsExactly(
                        "acknowledgement lost: run again after success",
                        "crash before notebook read a #1",
                        "crash after notebook write a #1",
                        "lost request of notebook read a #1",
                        "lost reply of notebook read a #1",
                        "lost request of notebook write a #1",
                        "lost reply of notebook write a #1",
                        "any number of crashes",
                        "two copies at once",
                        "visibility lapsed",
                        "a fault while two copies overlap");
    }
}
