package io.runstwice.effect;

import io.runstwice.world.Misuse;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The files below one directory, for a job that writes exports, claims or checkpoints.
 *
 * <pre>{@code
 * Files exports = Files.watching(temporaryDirectory);
 * new ExportJob(line -> exports.append("students.csv", line)).perform(7);
 * }</pre>
 *
 * <p>Each call of a method that reads or writes is one interaction. It takes effect as a whole, and its effect stays
 * even if the worker dies. Names are relative to the directory, with slashes; directories are made as they are needed.
 * Text is UTF-8. A refusal of the operating system is an {@link UncheckedIOException} with the reason as its cause.
 *
 * <p>An exploration deletes and overwrites files. So before the first write the directory must be without files, or
 * below {@code java.io.tmpdir}, or {@link #disposable()}; it must not hold symbolic links.
 *
 * <p>Of files that may hold doubled lines, or lose some, the order of lines does not count.
 *
 * <p>Thread-safe, but for the settings, which are refused with {@link Misuse} while an exploration runs. It cannot see
 * writes that were never forced to the disk and vanish with the machine, nor compare times, owners and permissions of
 * files, nor empty directories. It reads all files as a whole, so they should be small: a test's, not production's.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Files extends FilesResource {

    private Files(Supplier<Path> where) {
        super(where);
    }

    /** Watches a directory, which is made if there is none. */
    public static Files watching(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return new Files(() -> directory);
    }

    /** Watches a directory that is not known yet. Asked once, on first use. */
    public static Files watching(Supplier<Path> directory) {
        return new Files(Objects.requireNonNull(directory, "directory"));
    }

    /**
     * Where the files are, for code that knows paths only. Its changes are part of the state, but are no interactions:
     * a run in which something changed past these methods is inconclusive.
     */
    public Path directory() {
        noteUseOfPath();
        return watch().folder().root();
    }

    /** Replaces what a file holds, or creates it. */
    public void write(String file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces what a file holds, or creates it. */
    public void write(String file, byte[] bytes) {
        change("write", List.of(file), FileWork.bytes(bytes.length), FileWork.write(bytes));
    }

    /**
     * Creates a file, if there is none: of several workers one succeeds.
     *
     * @return whether it was created; if not, it is as it was
     */
    public boolean create(String file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return pass(FileCall.writing(
                admitted(),
                "create",
                List.of(file),
                FileWork.bytes(bytes.length),
                FileWork.create(bytes),
                created -> created ? "created" : "there already"));
    }

    /** Adds lines at the end of a file, each with a line feed, all at once; creates it if there is none. */
    public void append(String file, String... lines) {
        append(file, List.of(lines));
    }

    /** Adds lines at the end of a file, each with a line feed, all at once; creates it if there is none. */
    public void append(String file, List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        String more = lines.size() == 1 ? "1 line" : lines.size() + " lines";
        change("append", List.of(file), more, FileWork.append(bytes));
    }

    /**
     * Opens a file as {@code new FileOutputStream(file, true)} does: new content comes after the old. Opening is an
     * interaction, and so is each write; closing is none. Nothing is held back, so put a buffer above it, as in
     * production.
     */
    public OutputStream appending(String file) {
        change("open", List.of(file), "to append", FileWork.append(new byte[0]));
        return stream(file);
    }

    /** Opens a file as {@code new FileOutputStream(file)} does: the old content is gone from then on. */
    public OutputStream rewriting(String file) {
        change("open", List.of(file), "to rewrite", FileWork.write(new byte[0]));
        return stream(file);
    }

    /** Cuts a file to a length in bytes; one that is not longer stays as it is. */
    public void truncate(String file, long length) {
        change("truncate", List.of(file), "to " + FileWork.bytes(length), FileWork.truncate(length));
    }

    /** Renames a file atomically; one that is called so already is replaced. */
    public void move(String from, String to) {
        change("move", List.of(from, to), "", FileWork.move());
    }

    /**
     * Deletes a file.
     *
     * @return whether there was one
     */
    public boolean delete(String file) {
        return pass(FileCall.writing(
                admitted(), "delete", List.of(file), "", FileWork.delete(), gone -> gone ? "gone" : "was not there"));
    }

    /** The content of a file, as text. */
    public String read(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** The content of a file. */
    public byte[] bytes(String file) {
        return pass(FileCall.reading(
                watch(), "read", List.of(file), FileWork.read(), bytes -> FileWork.bytes(bytes.length)));
    }

    /** The lines of a file, without their ends. */
    public List<String> lines(String file) {
        return read(file).lines().toList();
    }

    /** Whether there is a file with this name; a directory is none. */
    public boolean exists(String file) {
        return pass(FileCall.reading(watch(), "exists", List.of(file), FileWork.exists(), yes -> yes ? "yes" : "no"));
    }

    /** How many bytes a file holds. */
    public long size(String file) {
        return pass(FileCall.reading(watch(), "size", List.of(file), FileWork.size(), FileWork::bytes));
    }

    /** The names of all files, those in directories below too, in their order. */
    public List<String> list() {
        FolderWatch watch = watch();
        return pass(FileCall.reading(
                watch,
                "list",
                List.of(),
                none -> watch.folder().list(),
                names -> names.size() == 1 ? "1 file" : names.size() + " files"));
    }

    /** Declares that the files in the directory may be deleted. */
    public Files disposable() {
        refuseWhileExplored("disposable");
        disposable = true;
        return this;
    }

    private OutputStream stream(String file) {
        return new FileStream(
                file, piece -> change("append", List.of(file), FileWork.bytes(piece.length), FileWork.append(piece)));
    }

    private void change(String verb, List<String> files, String more, FolderWatch.Work<String> work) {
        pass(FileCall.writing(admitted(), verb, files, more, work, words -> words));
    }
}
