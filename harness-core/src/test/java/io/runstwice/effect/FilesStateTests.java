package io.runstwice.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files are compared: with the judge, and with the engine. */
class FilesStateTests {

    @TempDir
    Path directory;

    private Files files;

    @BeforeEach
    void watch() {
        files = Files.watching(directory);
    }

    @Test
    void textFile_isATableWithARowForEachLine() {
        files.append("a.csv", "1,Ann", "2,Bob");
        files.write("b.txt", "no line feed");
        files.write("empty.txt", "");

        assertThat(tables()).containsExactly("files/", "a.csv", "b.txt");
        assertThat(table("files/").rows())
                .containsExactly(
                        Row.of("a.csv", "after a line", null, null),
                        Row.of("b.txt", "within a line", null, null),
                        Row.of("empty.txt", "empty", null, null));
        assertThat(table("a.csv").rows()).containsExactly(Row.of("1", null, "1,Ann"), Row.of("2", "1", "2,Bob"));
    }

    @Test
    void binaryOrHugeFile_isItsLengthAndHash() {
        files.write("image.bin", new byte[] {0, 1, 2});
        files.write("latin1.txt", new byte[] {(byte) 0xe4});
        files.write("long.txt", "x".repeat(TextLines.MOST_BYTES + 1));
        files.append("many.txt", java.util.Collections.nCopies(TextLines.MOST_LINES + 1, "x"));

        assertThat(tables()).containsExactly("files/");
        assertThat(table("files/").rows())
                .contains(Row.of(
                        "image.bin", null, "3", "ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc"));
    }

    @Test
    void numberedFiles_shareATableAndKeepTheirNames() {
        files.append("part-2.csv", "b");
        files.append("part-1.csv", "a");

        assertThat(table("part-{n}.csv").rows())
                .containsExactly(
                        Row.of("part-1.csv", "part-1.csv:1", null, "a"),
                        Row.of("part-2.csv", "part-2.csv:1", null, "b"));
    }

    @Test
    void sameFiles_areOneStateHoweverTheyWereWritten() {
        files.write("b.txt", "1");
        files.write("a.txt", "2");
        State once = files.observe();
        files.delete("a.txt");
        files.delete("b.txt");
        files.append("c.txt", "2");
        files.truncate("c.txt", 1);
        files.move("c.txt", "a.txt");
        files.write("b.txt", "1");

        assertThat(files.observe()).isEqualTo(once);
        assertThat(files.capture().memory()).isEqualTo(once);
    }

    @Test
    void appendedBeforeTheOffsetIsSaved_isFoundWithExactlyTheSurplusLines() {
        Verdict verdict = explore(() -> {
            if (!files.exists("offset")) {
                files.append("students.csv", "1,Ann", "2,Bob", "3,Cem");
                files.write("offset", "3");
            }
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Kind.DOUBLE_EFFECT);
        Difference only = only(verdict);
        assertThat(only.table()).isEqualTo("students.csv");
        assertThat(only.surplus()).extracting(row -> row.cells().get(2)).containsExactly("1,Ann", "2,Bob", "3,Cem");
        assertThat(only.missing()).isEmpty();
        assertThat(only.changed()).isEmpty();
    }

    @Test
    void lineDoubledInTheMiddle_isOneSurplusLine() {
        Verdict verdict = explore(() -> {
            if (!files.exists("done")) {
                files.append("a.csv", "first");
                files.write("a.csv", files.read("a.csv") + "second\nthird\n");
                files.write("done", "");
            }
        });

        assertThat(verdict.isUnsafe()).isTrue();
        Difference only = only(verdict);
        assertThat(only.surplus()).extracting(row -> row.cells().get(2)).containsExactly("first");
        assertThat(only.missing()).isEmpty();
    }

    @Test
    void linesInAnotherOrder_areAnotherState() {
        Verdict verdict = explore(() -> {
            if (files.exists("begun") && !files.exists("a.csv")) {
                files.write("a.csv", "head\nsecond\nfirst\n");
            } else if (!files.exists("a.csv")) {
                files.write("begun", "");
                files.write("a.csv", "head\nfirst\nsecond\n");
            }
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    private void writeAndMove() {
        files.write("students.csv.part", "1,Ann\n2,Bob\n");
        files.move("students.csv.part", "students.csv");
    }

    @Test
    void partFileOfAZombie_isLeftBehind() {
        Verdict verdict = explore(this::writeAndMove);

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before export write students.csv.part #1; D2;"
                        + " D1 crash after export write students.csv.part #1");
    }

    @Test
    void partFileMovedAtOnce_oneAtATime_isSafe() {
        Verdict verdict = RunsTwice.job("export", delivery -> writeAndMove())
                .watching("export", files)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("students.csv").contains("as if each write were forced to the disk");
        assertThat(files.list()).isEmpty();
    }

    @Test
    void doubledLine_isAllowedWhereDoublesAre() {
        files.atLeastOnce("a.csv");

        assertThat(explore(() -> files.append("a.csv", "1", "2")).isSafe()).isTrue();
    }

    @Test
    void lostLine_isNotAllowedWhereDoublesAre() {
        files.atLeastOnce("a.csv");
        Verdict verdict = explore(() -> {
            if (files.create("claimed", "")) {
                files.append("a.csv", "1");
            }
        });

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(only(verdict).kind()).isEqualTo(Kind.LOST_EFFECT);
    }

    @Test
    void lostEmptyFile_isNotAllowedWhereDoublesAre() {
        files.atLeastOnce();

        Verdict lost = explore(() -> {
            if (files.create("claim.txt", "claimed\n")) {
                files.write("done.marker", "");
            }
        });
        Verdict kept = explore(() -> {
            files.create("claim.txt", "claimed\n");
            files.write("done.marker", "");
        });

        assertThat(lost.isUnsafe()).as(lost.toString()).isTrue();
        assertThat(only(lost).table()).isEqualTo("done.marker");
        assertThat(kept.isSafe()).as(kept.toString()).isTrue();
    }

    @Test
    void emptyFileTooMany_isNotAllowedWhereLossIs() {
        files.atMostOnce("out-1.txt");

        Verdict more = explore(() -> files.write("out-" + (files.list().size() + 1) + ".txt", ""));

        assertThat(more.isUnsafe()).as(more.toString()).isTrue();
        assertThat(explore(() -> files.write("out-1.txt", "")).isSafe()).isTrue();
    }

    @Test
    void filesWhoseNamesLookAlike_areTwoFiles() {
        files.write("my file.txt", "a\n");
        files.write("my_file.txt", "b\n");
        files.write("part-{n}.csv", "c\n");
        files.write("part-1.csv", "d\n");

        assertThat(table("my_file.txt").rows())
                .containsExactly(
                        Row.of("my file.txt", "my file.txt:1", null, "a"),
                        Row.of("my_file.txt", "my_file.txt:1", null, "b"));
        assertThat(table("part-{n}.csv").rows()).hasSize(2);
    }

    @Test
    void filesWhoseNamesLookAlike_areJudged() {
        Verdict rewritten = explore(() -> {
            files.write("my file.txt", "a\n");
            files.write("my_file.txt", "b\n");
        });
        Verdict appended = explore(() -> {
            files.write("my file.txt", "a\n");
            files.append("my_file.txt", "b");
        });

        assertThat(rewritten.isSafe()).as(rewritten.toString()).isTrue();
        assertThat(appended.isUnsafe()).as(appended.toString()).isTrue();
    }

    @Test
    void lostFile_isAllowedWhereLossIs() {
        files.atMostOnce("a.csv");

        assertThat(explore(() -> {
                            if (files.create("claimed", "")) {
                                files.append("a.csv", "1");
                            }
                        })
                        .isSafe())
                .isTrue();
    }

    @Test
    void jobThatKnowsPathsOnly_isInconclusiveAndSaysWhy() {
        Verdict verdict = explore(() -> {
            try {
                java.nio.file.Files.writeString(files.directory().resolve("report.csv"), "1");
            } catch (IOException refused) {
                throw new AssertionError(refused);
            }
        });

        assertThat(verdict.isInconclusive()).isTrue();
        assertThat(verdict.reason().orElseThrow()).contains("report.csv changed past Files");
    }

    @Test
    void setUpThroughTheDirectory_isNoDoubt() {
        Verdict verdict = RunsTwice.job("import", delivery -> files.write("b.txt", files.read("a.txt")))
                .given(() -> java.nio.file.Files.writeString(directory.resolve("a.txt"), "given"))
                .watching("export", files)
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private Verdict explore(Runnable job) {
        return RunsTwice.job("export", delivery -> job.run())
                .watching("export", files)
                .explore();
    }

    private static Difference only(Verdict verdict) {
        List<Difference> differences =
                verdict.counterexamples().get(0).violation().differences();
        assertThat(differences).hasSize(1);
        return differences.get(0);
    }

    private List<String> tables() {
        return files.observe().tables().stream().map(Table::name).toList();
    }

    private Table table(String name) {
        return files.observe().tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
