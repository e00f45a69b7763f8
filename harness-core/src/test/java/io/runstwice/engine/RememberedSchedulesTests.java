package io.runstwice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.run.Notebook;
import io.runstwice.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What failed is tried first, until it passes. */
class RememberedTests {

    private static final String FAILURE = "D1 pause before notebook write a #1; copy D2; D1";

    @TempDir
    Path directory;

    private final Notebook notebook = new Notebook();

    private Verdict explore(Job job) {
        return RunsTwice.job("job", job)
                .watching(notebook)
                .remembering(directory.resolve(".runstwice"))
                .explore();
    }

    private void lookFirst() {
        if (!notebook.has("a")) {
            notebook.write("a");
        }
    }

    private List<String> lines() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve(".runstwice").resolve("job.schedules"))) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void failure_isKeptAndTriedFirst() throws IOException {
        Verdict first = explore(delivery -> lookFirst());
        Verdict again = explore(delivery -> lookFirst());

        assertThat(first.isUnsafe()).isTrue();
        assertThat(lines()).containsExactly(FAILURE);
        assertThat(again.counterexamples()).singleElement().satisfies(found -> assertThat(found.schedule())
                .hasToString(FAILURE));
        assertThat(again.coverage().explored())
                .isEqualTo(2)
                .isLessThan(first.coverage().explored());
        assertThat(again.coverage())
                .hasToString("explored 2 of more (not complete: stopped at a schedule that failed before)");
    }

    @Test
    void repaired_isForgottenAndSaid() throws IOException {
        explore(delivery -> lookFirst());
        Verdict repaired = explore(delivery -> notebook.writeUnlessThere("a"));

        assertThat(repaired.isSafe()).as(repaired.toString()).isTrue();
        assertThat(repaired.certificate())
                .contains("failed before and passes now: \"" + FAILURE + "\"")
                .contains("(complete)");
        assertThat(lines()).isEmpty();
    }

    @Test
    void olderVersion_appliesWhereItsPointsExist() throws IOException {
        remember(
                "D1 crash after notebook write gone #1 and lost reply of notebook write a #1; D2 crash before notebook read x #1; D3");
        Verdict verdict = explore(delivery -> notebook.write("a"));

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.counterexamples()).singleElement().satisfies(found -> assertThat(found.schedule())
                .hasToString("D1 lost reply of notebook write a #1; D2"));
        assertThat(lines()).containsExactly("D1 lost reply of notebook write a #1; D2");
    }

    @Test
    void nothingOfItExists_isSaidAndForgotten() throws IOException {
        remember(
                "actor producer pause before db COMMIT #1; D1; actor producer",
                "D1 partition of db from db COMMIT #1; D2",
                "D1 pause before notebook write gone #1; copy D2; D1",
                "choices 3 1 4");
        Verdict verdict = explore(delivery -> notebook.writeUnlessThere("a"));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("pause before notebook write gone #1 never happens now");
        assertThat(lines()).isEmpty();
    }

    @Test
    void lineThatIsNoSchedule_isPassedOverAndKept() throws IOException {
        remember("D1 crash somewhere", FAILURE);
        Verdict verdict = explore(delivery -> lookFirst());

        assertThat(verdict.counterexamples()).hasSize(1);
        assertThat(lines()).containsExactly("D1 crash somewhere", FAILURE);
    }

    @Test
    void directoryThatCannotBe_changesNothing() throws IOException {
        Files.writeString(directory.resolve(".runstwice"), "a file");

        assertThat(explore(delivery -> lookFirst()).isUnsafe()).isTrue();
        assertThat(explore(delivery -> notebook.writeUnlessThere("a")).isSafe()).isTrue();
    }

    @Test
    void safeJob_leavesNoFile() {
        explore(delivery -> notebook.writeUnlessThere("a"));

        assertThat(directory.resolve(".runstwice")).doesNotExist();
    }

    @Test
    void manyWriters_loseNothing() throws Exception {
        List<Thread> writers = new ArrayList<>();
        IntStream.range(0, 8)
                .forEach(writer -> writers.add(
                        new Thread(() -> IntStream.range(0, 25).forEach(i -> new RememberedSchedules(directory, "job")
                                .failed(Schedule.choosing(List.of(writer, i)))))));
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(new RememberedSchedules(directory, "job").schedules())
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "charge-invoice, charge-invoice.schedules",
        "ChargeTests.charges, ChargeTests.charges.schedules",
        "a/b c, job-056db977-a_b_c.schedules",
        "../x, job-00159be9-.._x.schedules"
    })
    void name_becomesAFile(String job, String file) {
        assertThat(RememberedSchedules.fileName(job)).isEqualTo(file);
    }

    private void remember(String... schedules) throws IOException {
        Files.createDirectories(directory.resolve(".runstwice"));
        Files.write(directory.resolve(".runstwice").resolve("job.schedules"), List.of(schedules));
    }

    /** What it leads to belongs to the user: it is neither read nor written, and the verdict is the same. */
    @Test
    void fileThatIsASymbolicLink_isNotFollowed() throws IOException {
        Path memory = Files.createDirectory(directory.resolve(".runstwice"));
        Path precious = Files.writeString(directory.resolve("precious"), "mine\n" + FAILURE + "\n");
        Files.createSymbolicLink(memory.resolve("job.schedules"), precious);

        Verdict verdict = explore(delivery -> lookFirst());
        Verdict again = explore(delivery -> notebook.write("a"));

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(again.isUnsafe()).isTrue();
        assertThat(precious).hasContent("mine\n" + FAILURE + "\n");
        assertThat(memory.resolve("job.schedules")).isSymbolicLink();
    }

    @Test
    void linkThatLeadsNowhere_makesNoFileThere() throws IOException {
        Path memory = Files.createDirectory(directory.resolve(".runstwice"));
        Files.createSymbolicLink(memory.resolve("job.schedules"), directory.resolve("elsewhere"));

        assertThat(explore(delivery -> lookFirst()).isUnsafe()).isTrue();
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void directoryInPlaceOfTheFile_changesNoVerdict() throws IOException {
        Files.createDirectories(directory.resolve(".runstwice").resolve("job.schedules"));

        assertThat(explore(delivery -> lookFirst()).isUnsafe()).isTrue();
    }

    @Test
    void nameOfAJob_isKeptWithoutSecrets() throws IOException {
        RunsTwice.job("token=hunter2\u001b[31m\n", delivery -> lookFirst())
                .watching(notebook)
                .remembering(directory.resolve(".runstwice"))
                .explore();

        try (Stream<Path> files = Files.list(directory.resolve(".runstwice"))) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(file.toString()).doesNotContain("hunter2");
                assertThat(Files.readString(file))
                        .doesNotContain("hunter2", "\u001b")
                        .contains(FAILURE);
            });
        }
    }
}
