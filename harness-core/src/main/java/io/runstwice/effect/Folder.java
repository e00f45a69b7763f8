package io.runstwice.effect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files and directories below one directory, read and written as a whole. Symbolic links are never followed. Keeps
 * no state.
 */
final class Folder {

    /**
     * The files that were found.
     *
     * @param files contents by name, in the order of the names; never changed
     * @param directories the names of directories
     * @param others the names of entries that are neither: symbolic links, devices
     */
    record Found(NavigableMap<String, byte[]> files, List<String> directories, List<String> others) {}

    private final Path root;
    private final FileNames names;

    Folder(Path root) {
        this.root = root;
        this.names = new FileNames(root);
    }

    Path root() {
        return root;
    }

    FileNames names() {
        return names;
    }

    Found read() {
        Found found = new Found(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Path path : below()) {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                byte[] content = content(path);
                if (content != null) {
                    found.files().put(names.of(path), content);
                }
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                found.directories().add(names.of(path));
            } else {
                found.others().add(names.of(path));
            }
        }
        return found;
    }

    /** The names of the files, in their order. */
    List<String> list() {
        return below().stream()
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .map(names::of)
                .sorted()
                .toList();
    }

    /** The names of entries that are neither directories nor files of this directory alone. */
    List<String> others() {
        return below().stream()
                .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        && (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || hasOtherNames(path)))
                .map(names::of)
                .toList();
    }

    private static boolean hasOtherNames(Path file) {
        try {
            return Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names
                    && names > 1;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknownHere) {
            return false;
        }
    }

    /** Whether every file was last written after a moment. */
    boolean isYoungerThan(Instant moment) {
        return below().stream()
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .allMatch(path -> writtenAt(path).isAfter(moment));
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The content of a file, or null if there is none. */
    static byte @Nullable [] content(Path path) {
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(path) : null;
        } catch (java.nio.file.NoSuchFileException gone) {
            return null;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Puts everything back to the state that was found. Unchanged files are left alone. */
    void restore(Found before) {
        try {
            Found now = read();
            deleteAllBut(before, now);
            for (String directory : before.directories()) {
                Files.createDirectories(root.resolve(directory));
            }
            for (Map.Entry<String, byte[]> file : before.files().entrySet()) {
                if (!Arrays.equals(file.getValue(), now.files().get(file.getKey()))) {
                    Files.createDirectories(root.resolve(file.getKey()).getParent());
                    Path place = root.resolve(file.getKey());
                    Files.deleteIfExists(place); // it may be a second name of a file elsewhere
                    Files.write(place, file.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                }
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("Files could not put back " + root, refused);
        }
    }

    private void deleteAllBut(Found before, Found now) throws IOException {
        List<String> doomed = new ArrayList<>(now.files().keySet());
        doomed.removeAll(before.files().keySet());
        doomed.addAll(now.others());
        List<String> directories = new ArrayList<>(now.directories());
        directories.removeAll(before.directories());
        directories.sort(Comparator.reverseOrder());
        doomed.addAll(directories);
        for (String name : doomed) {
            Files.deleteIfExists(root.resolve(name));
        }
    }

    private List<Path> below() {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !path.equals(root)).sorted().toList();
        } catch (IOException refused) {
            throw new UncheckedIOException("Files could not read " + root, refused);
        }
    }
}
