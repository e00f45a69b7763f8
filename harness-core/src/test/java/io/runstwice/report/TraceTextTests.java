package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.run.Ending;
import io.runstwice.run.Notebook;
import io.runstwice.run.Step;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceTextTests {

    private final Notebook notebook = new Notebook();

    private List<String> trace(Job job, String schedule) {
        return Told.trace(RunsTwice.job("TestJob", job)
                .watching(notebook)
                .replay(Schedule.parse(schedule))
                .explore()
                .toString());
    }

    private void readThenWrite(int reads) {
        for (int i = 0; i < reads; i++) {
            notebook.has("page " + i);
        }
        notebook.write("a");
    }

    @Test
    void shortTrace_showsEveryInteraction() {
        assertThat(trace(delivery -> readThenWrite(2), "D1 crash after notebook write a #1; D2"))
                .hasSize(2 * 3 + 2)
                .noneMatch(line -> line.contains("left out"));
    }

    @Test
    void longTrace_countsTheReadsItLeavesOutForTheDeliveryThatDidThem() {
        assertThat(trace(delivery -> readThenWrite(delivery.attempt() * 10), "D1 crash after notebook write a #1; D2"))
                .containsExactly(
                        "D1  … 10 reads left out",
                        "D1  notebook  a  true",
                        "D1  ✗ worker killed before it saw the reply",
                        "D2  … 20 reads left out",
                        "D2  notebook  a  true",
                        "D2  ✓ acknowledged");
    }

    @Test
    void readThatSomethingHappenedTo_isNeverLeftOut() {
        assertThat(trace(
                        delivery -> {
                            readThenWrite(12);
                            notebook.has("last");
                        },
                        "D1 crash after notebook read last #1; D2"))
                .containsSequence("D1  notebook  last  false", "D1  ✗ worker killed before it saw the reply");
    }

    @Test
    void readsOfAThreadThatOutlivesItsDelivery_areNotLaidToTheNextOne() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Ended(WorkerName.delivery(1), new Ending.Acknowledged()));
        for (int i = 1; i <= 20; i++) {
            steps.add(read(1, i));
        }
        steps.add(new Step.Began(WorkerName.delivery(2), Source.MESSAGE, Duration.ofHours(1)));
        steps.add(read(2, 1));

        assertThat(TraceText.lines(steps))
                .extracting(line -> String.join(" ", line))
                .containsExactly(
                        "D1 ✓ acknowledged",
                        "D1 … 20 reads left out",
                        "D2 … delivered 1 h later",
                        "D2 … 1 read left out");
    }

    private static Step read(int delivery, int occurrence) {
        return new Step.Passed(
                WorkerName.delivery(delivery),
                new Point("notebook", "read a", occurrence),
                Interaction.reading("read a", "a", Set.of()),
                new Reply("false", Effect.NONE),
                null,
                false);
    }
}
