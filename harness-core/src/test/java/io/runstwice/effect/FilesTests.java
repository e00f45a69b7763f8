package io.runstwice.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Contract;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Misuse;
import io.runstwice.world.Reply;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Snapshot;
import io.runstwice.world.WorkerKilled;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job can do with files, and what the gate sees of it. */
class FilesTests {

    @TempDir
    Path directory;

    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedWorker worker = new ScriptedWorker("D1");
    private Files files;

    @BeforeEach
    void open() {
        files = Files.watching(() -> directory);
        files.open("export", gate);
        gate.actFor(worker);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void appended_isOneDurableInteractionOnOneFile() {
        files.append("out/students.csv", "1,Ann", "2,Bob");

        Set<String> touched = Set.of("out/students.csv");
        assertThat(gate.passed())
                .containsExactly(new ScriptedGate.Passed(
                        worker,
                        Interaction.writing("append out/students.csv", "append out/students.csv: 2 lines", Set.of())
                                .touching(new Footprint(touched, touched)),
                        new Reply("12 bytes", Effect.DURABLE)));
        assertThat(files.lines("out/students.csv")).containsExactly("1,Ann", "2,Bob");
    }

    @Test
    void everyMethod_doesWhatItSaysAndIsAnInteraction() {
        files.write("a.txt", "one\ntwo\n");
        files.append("a.txt", "three");
        files.truncate("a.txt", 4);
        files.move("a.txt", "b.txt");

        assertThat(files.read("b.txt")).isEqualTo("one\n");
        assertThat(files.bytes("b.txt")).isEqualTo("one\n".getBytes(StandardCharsets.UTF_8));
        assertThat(files.size("b.txt")).isEqualTo(4);
        assertThat(files.exists("a.txt")).isFalse();
        assertThat(files.create("b.txt", "other")).isFalse();
        assertThat(files.create("c/d.txt", "new")).isTrue();
        assertThat(files.list()).containsExactly("b.txt", "c/d.txt");
        assertThat(files.exists("c")).isFalse();
        assertThat(files.delete("c/d.txt")).isTrue();
        assertThat(files.delete("c/d.txt")).isFalse();
        assertThat(gate.labels())
                .containsExactly(
                        "write a.txt",
                        "append a.txt",
                        "truncate a.txt",
                        "move a.txt to b.txt",
                        "read b.txt",
                        "read b.txt",
                        "size b.txt",
                        "exists a.txt",
                        "create b.txt",
                        "create c/d.txt",
                        "list",
                        "exists c",
                        "delete c/d.txt",
                        "delete c/d.txt");
        assertThat(gate.replies())
                .extracting(Reply::text)
                .containsExactly(
                        "8 bytes",
                        "14 bytes",
                        "4 bytes",
                        "4 bytes",
                        "4 bytes",
                        "4 bytes",
                        "4 bytes",
                        "no",
                        "there already",
                        "created",
                        "2 files",
                        "no",
                        "gone",
                        "was not there");
    }

    @Test
    void nothingChanged_isNoEffect() {
        files.write("a.txt", "same");
        files.write("a.txt", "same");
        files.truncate("a.txt", 99);
        files.create("a.txt", "other");
        files.delete("b.txt");
        files.read("a.txt");

        assertThat(gate.replies())
                .extracting(Reply::effect)
                .containsExactly(Effect.DURABLE, Effect.NONE, Effect.NONE, Effect.NONE, Effect.NONE, Effect.NONE);
    }

    @Test
    void footprints_areSingleFilesAndAListingLooksAtAll() {
        files.write("a.txt", "1");
        files.write("b.txt", "2");
        files.read("a.txt");
        files.list();
        List<Footprint> seen =
                gate.passed().stream().map(one -> one.interaction().footprint()).toList();

        assertThat(seen.get(0).conflictsWith(seen.get(1))).isFalse();
        assertThat(seen.get(2).conflictsWith(seen.get(0))).isTrue();
        assertThat(seen.get(2).conflictsWith(seen.get(1))).isFalse();
        assertThat(seen.get(3).conflictsWith(seen.get(1))).isTrue();
        assertThat(seen.get(3).conflictsWith(seen.get(2))).isFalse();
        assertThat(gate.passed().get(3).interaction().reads()).isTrue();
    }

    @Test
    void oneFileUnderTwoSpellings_hasOneFootprint() {
        files.write("x/../a.txt", "1");

        assertThat(gate.passed().get(0).interaction().footprint().writes()).containsExactly("a.txt");
        assertThat(files.list()).containsExactly("a.txt");
    }

    @Test
    void labels_holdNoIdsAndNothingThatEndsAPoint() {
        files.write("part-17.csv", "1");
        files.write("8f14e45f-ceea-467f-9d3a-0c5b7a0e1b2c.tmp", "1");
        files.write("my; file #1.csv", "1");

        assertThat(gate.labels()).containsExactly("write part-{n}.csv", "write {id}.tmp", "write my__file__{n}.csv");
        assertThat(gate.details().get(0)).isEqualTo("write part-17.csv: 1 byte");
    }

    @Test
    void missingFile_isRefusedAsTheOperatingSystemDoes() {
        assertThatThrownBy(() -> files.read("none.txt"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.move("none.txt", "other.txt")).hasCauseInstanceOf(NoSuchFileException.class);

        assertThat(gate.replies())
                .containsExactly(new Reply("no such file", Effect.NONE), new Reply("no such file", Effect.NONE));
    }

    @Test
    void streams_writeAtOnceAndABufferHoldsBack() throws IOException {
        files.write("log.txt", "old ");
        try (OutputStream plain = files.appending("log.txt");
                OutputStream buffered = new BufferedOutputStream(files.appending("log.txt"))) {
            buffered.write("later".getBytes(StandardCharsets.UTF_8));
            plain.write("now ".getBytes(StandardCharsets.UTF_8));
            assertThat(files.read("log.txt")).isEqualTo("old now ");
        }
        assertThat(files.read("log.txt")).isEqualTo("old now later");

        OutputStream closed = files.rewriting("log.txt");
        closed.close();
        assertThatThrownBy(() -> closed.write(1)).isInstanceOf(IOException.class);
        assertThat(files.size("log.txt")).isZero();
        assertThat(gate.details())
                .contains("open log.txt: to append", "append log.txt: 4 bytes", "open log.txt: to rewrite");
    }

    @Test
    void killedBetweenTwoWrites_leavesTheFirstAndNothingOfItsCleanUp() {
        gate.script(Step.PROCEED, Step.KILL_AFTER);
        files.append("a.csv", "1");
        assertThatThrownBy(() -> files.append("a.csv", "2")).isInstanceOf(WorkerKilled.class);
        assertThatThrownBy(() -> files.delete("a.csv")).isInstanceOf(WorkerKilled.class);
        files.end(worker);
        gate.actFor(null);

        assertThat(files.lines("a.csv")).containsExactly("1", "2");
    }

    @Test
    void killedBefore_writesNothing() {
        gate.script(Step.KILL_BEFORE);
        assertThatThrownBy(() -> files.append("a.csv", "1")).isInstanceOf(WorkerKilled.class);
        gate.actFor(null);

        assertThat(files.list()).isEmpty();
    }

    @Test
    void restored_isAsItWasThen() throws IOException {
        files.write("kept.txt", "kept");
        files.write("dir/changed.txt", "before");
        Snapshot before = files.capture();
        files.write("dir/changed.txt", "after");
        files.write("new/dir/new.txt", "new");
        files.delete("kept.txt");
        java.nio.file.Files.createSymbolicLink(directory.resolve("link"), directory.resolve("dir"));
        Snapshot after = files.capture();

        files.restore(before);
        assertThat(files.list()).containsExactly("dir/changed.txt", "kept.txt");
        assertThat(files.read("dir/changed.txt")).isEqualTo("before");
        assertThat(directory.resolve("new")).doesNotExist();
        assertThat(directory.resolve("link")).doesNotExist();
        files.restore(after);
        assertThat(files.list()).containsExactly("dir/changed.txt", "new/dir/new.txt");
        assertThat(files.read("dir/changed.txt")).isEqualTo("after");
        assertThat(files.restoresAny()).isTrue();
    }

    @Test
    void changedPastTheMethods_isADoubtOnce() throws IOException {
        files.restore(files.capture());
        files.write("a.txt", "1");
        java.nio.file.Files.writeString(files.directory().resolve("b.txt"), "past");
        files.end(worker);
        files.end(worker);
        files.endRun();

        assertThat(gate.doubts()).singleElement().asString().startsWith("export: b.txt changed past Files");
        assertThat(gate.notes()).singleElement().asString().contains("asked for the directory itself");
    }

    @Test
    void overwrittenPastTheMethods_isADoubtThoughOverwrittenAgain() throws IOException {
        files.restore(files.capture());
        files.write("a.txt", "1");
        java.nio.file.Files.writeString(directory.resolve("a.txt"), "past");
        files.write("a.txt", "2");
        files.end(worker);

        assertThat(gate.doubts()).hasSize(1);
    }

    @Test
    void changedByTheTestBetweenRuns_isNoDoubt() throws IOException {
        files.restore(files.capture());
        files.write("a.txt", "1");
        files.end(worker);
        files.endRun();
        java.nio.file.Files.writeString(directory.resolve("given.txt"), "given");
        files.restore(files.capture());
        files.append("given.txt", "more");
        files.end(worker);
        files.endRun();

        assertThat(gate.doubts()).isEmpty();
        assertThat(gate.notes()).isEmpty();
    }

    @Test
    void twoWorkersAtOnce_loseNoLine() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        CountDownLatch both = new CountDownLatch(2);
        ScriptedWorker other = new ScriptedWorker("D2");
        try {
            List<Future<?>> done = List.of(
                    two.submit(() -> appendHundred(worker, both)), two.submit(() -> appendHundred(other, both)));
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            two.shutdownNow();
        }

        assertThat(files.lines("a.txt")).hasSize(200);
        assertThat(gate.passed()).filteredOn(one -> one.owner() == other).hasSize(100);
        assertThat(files.lines("a.txt")).filteredOn("D2"::equals).hasSize(100);
    }

    @Test
    void createdByTwoWorkersAtOnce_belongsToOne() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> one = two.submit(() -> files.create("claim", "D1"));
            Future<Boolean> another = two.submit(() -> files.create("claim", "D2"));

            assertThat(one.get() ^ another.get()).isTrue();
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void declared_standsInThePromise() {
        files.close();
        files.atLeastOnce().atMostOnce("part-7.csv").accepting("none", () -> true);

        assertThat(files.promise().contract()).isEqualTo(Contract.AT_LEAST_ONCE);
        assertThat(files.promise().of("part-{n}.csv")).isEqualTo(Contract.AT_MOST_ONCE);
        assertThat(files.promise().accepted()).containsOnlyKeys("none");
    }

    @Test
    void settings_areRefusedWhileOpen() {
        List.<Runnable>of(
                        files::atLeastOnce,
                        files::atMostOnce,
                        files::disposable,
                        () -> files.accepting("none", () -> true),
                        () -> files.open("again", gate))
                .forEach(setting -> assertThatThrownBy(setting::run)
                        .isInstanceOf(Misuse.class)
                        .hasMessageContaining("while an exploration runs"));
    }

    private void appendHundred(ScriptedWorker as, CountDownLatch both) {
        gate.actFor(as);
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        for (int i = 0; i < 100; i++) {
            files.append("a.txt", as.name());
        }
    }
}
