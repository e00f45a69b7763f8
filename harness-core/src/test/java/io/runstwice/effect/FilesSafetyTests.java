package io.runstwice.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Misuse;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that a user needs are left alone, and nothing leads out of the directory. */
class FilesSafetyTests {

    private final Path elsewhere = Path.of("target", "files-safety").toAbsolutePath();

    /** A developer may have checked the project out below the directory of temporary files. */
    private final String usual = System.getProperty("java.io.tmpdir");

    private final ScriptedGate gate = new ScriptedGate();

    @TempDir
    Path temporary;

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        System.setProperty("java.io.tmpdir", usual);
        if (java.nio.file.Files.exists(elsewhere)) {
            try (Stream<Path> paths = java.nio.file.Files.walk(elsewhere)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    java.nio.file.Files.delete(path);
                }
            }
        }
    }

    @Test
    void directoryWithFiles_isRefusedWithItsPathAndTheWayOut() throws IOException {
        given("invoices.csv");
        given("more.csv");
        Files files = Files.watching(elsewhere);
        System.setProperty("java.io.tmpdir", temporary.toString());

        assertThatThrownBy(() -> files.open("export", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining(elsewhere + " holds invoices.csv and 1 more")
                .hasMessageContaining("disposable()");
        assertThatThrownBy(() -> files.write("invoices.csv", "gone")).isInstanceOf(Misuse.class);
        assertThat(files.read("invoices.csv")).isEqualTo("precious");
    }

    @Test
    void disposableEmptyOrTemporary_isTaken() throws IOException {
        Files empty = Files.watching(elsewhere);
        System.setProperty("java.io.tmpdir", temporary.resolve("in").toString());
        empty.write("first.txt", "written by the test itself");
        empty.open("export", gate);
        empty.close();
        Files disposable = Files.watching(elsewhere).disposable();
        disposable.open("export", gate);
        disposable.close();
        System.setProperty("java.io.tmpdir", usual);
        java.nio.file.Files.writeString(temporary.resolve("a.txt"), "temporary");
        Files below = Files.watching(temporary);
        below.open("export", gate);
        below.close();

        assertThat(disposable.list()).containsExactly("first.txt");
        assertThat(below.list()).containsExactly("a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.dir", "user.home", "java.io.tmpdir"})
    void directoryThatHoldsMore_isNeverTaken(String property) {
        Path root = Path.of(System.getProperty(property)).toAbsolutePath();
        assertThatThrownBy(() -> Files.watching(root).disposable().open("export", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("is or holds the ");
        assertThatThrownBy(() -> Files.watching(root.getRoot()).disposable().write("a.txt", "1"))
                .isInstanceOf(Misuse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.txt", "a/../../out.txt", "/etc/passwd", "", ".", "a/..", "nul\0.txt"})
    void nameThatLeadsOut_isMisuse(String name) {
        Files files = Files.watching(temporary.resolve("in"));

        assertThatThrownBy(() -> files.write(name, "x")).isInstanceOf(Misuse.class);
        assertThatThrownBy(() -> files.read(name)).isInstanceOf(Misuse.class);
        assertThatThrownBy(() -> files.exists(name)).isInstanceOf(Misuse.class);
        assertThat(temporary.resolve("out.txt")).doesNotExist();
    }

    @Test
    void moveOut_isMisuse() {
        Files files = Files.watching(temporary.resolve("in"));
        files.write("a.txt", "1");

        assertThatThrownBy(() -> files.move("a.txt", "../out.txt")).isInstanceOf(Misuse.class);
        assertThat(files.exists("a.txt")).isTrue();
    }

    @Test
    void symbolicLink_isRefusedAtTheBeginningAndOnUse() throws IOException {
        Path secret = java.nio.file.Files.createDirectories(temporary.resolve("outside"));
        java.nio.file.Files.writeString(secret.resolve("secret.txt"), "secret");
        Path root = java.nio.file.Files.createDirectories(temporary.resolve("in"));
        Files files = Files.watching(root);
        files.write("a.txt", "1");
        java.nio.file.Files.createSymbolicLink(root.resolve("link"), secret);

        assertThatThrownBy(() -> files.read("link/secret.txt"))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> files.write("link/secret.txt", "x")).isInstanceOf(Misuse.class);
        assertThat(files.list()).containsExactly("a.txt");
        Files late = Files.watching(root);
        assertThatThrownBy(() -> late.open("export", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("holds link");
        assertThat(secret.resolve("secret.txt")).hasContent("secret");
    }

    @Test
    void secondNameOfAFileElsewhere_isRefused_andNeverWrittenThrough() throws IOException {
        Path elsewhere = java.nio.file.Files.writeString(temporary.resolve("elsewhere"), "mine");
        Path root = java.nio.file.Files.createDirectories(temporary.resolve("in"));
        java.nio.file.Files.writeString(root.resolve("first.txt"), "precious");
        Files files = Files.watching(root);
        files.open("export", gate);
        Snapshot before = files.capture();
        java.nio.file.Files.delete(root.resolve("first.txt"));
        java.nio.file.Files.createLink(root.resolve("first.txt"), elsewhere);
        files.restore(before);
        files.close();
        assertThat(elsewhere).hasContent("mine");

        java.nio.file.Files.delete(root.resolve("first.txt"));
        java.nio.file.Files.createLink(root.resolve("first.txt"), elsewhere);
        assertThatThrownBy(() -> Files.watching(root).open("export", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("first.txt")
                .hasMessageContaining("second name");
    }

    /** What is older than the test JVM was not written by it, although it lies below the temporary directory. */
    @Test
    void oldFileBelowTheTemporaryDirectory_isRefused() throws IOException {
        Path root = java.nio.file.Files.createDirectories(temporary.resolve("in"));
        java.nio.file.Files.writeString(root.resolve("first.txt"), "precious");
        java.nio.file.Files.setLastModifiedTime(
                root.resolve("first.txt"), FileTime.from(Instant.now().minusSeconds(86_400)));

        assertThatThrownBy(() -> Files.watching(root).open("export", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("holds first.txt")
                .hasMessageContaining("disposable()");
        Files disposable = Files.watching(root).disposable();
        disposable.open("export", gate);
        disposable.close();
    }

    @Test
    void directoryWithinOneThatIsOwned_isRefusedUntilItIsLeft() {
        Files outer = Files.watching(temporary);
        Files inner = Files.watching(temporary.resolve("in"));
        outer.open("export", gate);

        assertThatThrownBy(() -> inner.open("other", gate))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("is held by the exploration of \"export\"");
        outer.close();
        inner.open("other", gate);
        inner.close();
    }

    private void given(String name) throws IOException {
        java.nio.file.Files.createDirectories(elsewhere);
        java.nio.file.Files.writeString(elsewhere.resolve(name), "precious");
    }
}
