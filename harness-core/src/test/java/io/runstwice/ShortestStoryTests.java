package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.run.Notebook;
import io.runstwice.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A longer story that is found first is told in the fewest turns that show it; one of which nothing can be left out
 * stays as it is.
 */
class ShortestStoryTests {

    private static final String TWICE = "D1 crash after notebook write a #1; D2 crash after notebook write a #1; D3";

    @TempDir
    Path directory;

    private final Notebook notebook = new Notebook();

    /** What failed before is tried first, and if it fails again that is all. */
    private Verdict after(String failedBefore, Job job) throws IOException {
        Path memory = Files.createDirectories(directory.resolve(".runstwice"));
        Files.write(memory.resolve("job.schedules"), List.of(failedBefore));
        return RunsTwice.job("job", job).watching(notebook).remembering(memory).explore();
    }

    private static void isToldAs(Verdict verdict, String schedule) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples())
                .extracting(found -> found.schedule().toString())
                .containsExactly(schedule);
        assertThat(verdict.toString()).contains("@Replay(\"" + schedule + "\")");
    }

    @Test
    void crashThatIsNotNeeded_isLeftOut() throws IOException {
        isToldAs(after(TWICE, delivery -> notebook.write("a")), "D1 crash after notebook write a #1; D2");
    }

    @Test
    void crashesThatAreBothNeeded_stay() throws IOException {
        Verdict verdict =
                after("D1 crash after notebook write try #1; D2 crash after notebook write try #1; D3", delivery -> {
                    long tries = notebook.lines().stream().filter("try"::equals).count();
                    notebook.erase("a");
                    if (tries < 2) {
                        notebook.write("try");
                        notebook.write("a");
                    }
                    notebook.erase("try");
                    notebook.erase("try");
                });

        isToldAs(verdict, "D1 crash after notebook write try #1; D2 crash after notebook write try #1; D3");
    }

    @Test
    void timeThatIsNotNeeded_isLeftOut() throws IOException {
        isToldAs(
                after("D1 crash after notebook write a #1; 1h later D2", delivery -> notebook.write("a")),
                "D1 crash after notebook write a #1; D2");
    }

    @Test
    void standingStillThatIsNotNeeded_isLeftOut() throws IOException {
        isToldAs(
                after(
                        "D1 pause before notebook write a #1; copy D2; D1 crash after notebook write b #1; D3",
                        delivery -> {
                            notebook.write("a");
                            notebook.write("b");
                        }),
                "D1; copy D2");
    }

    @Test
    void standingStillThatIsNeeded_stays() throws IOException {
        isToldAs(
                after("D1 pause before notebook write a #1; copy D2; D1", delivery -> {
                    if (!notebook.has("a")) {
                        notebook.write("a");
                    }
                }),
                "D1 pause before notebook write a #1; copy D2; D1");
    }

    @Test
    void tryThatFailsTheTest_leavesTheStoryAsItIs() throws IOException {
        String longer = "D1 crash before notebook write a #1; D2 crash after notebook write a #1; D3";

        isToldAs(
                after(longer, delivery -> {
                    if (delivery.attempt() == 2 && notebook.has("a")) {
                        throw new AssertionError("not for the harness");
                    }
                    notebook.write("a");
                }),
                longer);
    }

    @Test
    void whoNamesASchedule_seesThisOne() {
        Verdict verdict = RunsTwice.job("job", delivery -> notebook.write("a"))
                .watching(notebook)
                .replay(Schedule.parse(TWICE))
                .explore();

        isToldAs(verdict, TWICE);
    }
}
