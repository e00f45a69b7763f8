package io.runstwice.effect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory, with the content that it must have if every change came through the interactions of {@link Files}.
 * Thread-safe.
 */
final class FolderWatch {

    /** Something that is done with files. */
    @FunctionalInterface
    interface Work<T> {
        T with(List<Path> places) throws IOException;
    }

    private final Folder folder;
    private final Set<String> strange = new TreeSet<>();

    private NavigableMap<String, byte[]> expected = new TreeMap<>();

    FolderWatch(Folder folder) {
        this.folder = folder;
    }

    Folder folder() {
        return folder;
    }

    /** Does the work, and knows from then on that these files are as it left them. */
    synchronized <T> T perform(List<String> names, Work<T> work) throws IOException {
        List<Path> places = names.stream().map(folder.names()::place).toList();
        places.forEach(place -> compare(folder.names().of(place), Folder.content(place)));
        try {
            return work.with(places);
        } finally {
            places.forEach(place -> expect(folder.names().of(place), Folder.content(place)));
        }
    }

    synchronized Folder.Found read() {
        return folder.read();
    }

    /** The present contents of these files, to be compared with those before or after. */
    synchronized List<byte @Nullable []> contents(List<String> names) {
        return names.stream().map(folder.names()::place).map(Folder::content).toList();
    }

    synchronized void restore(Folder.Found before) {
        folder.restore(before);
        strange.clear();
        expected = new TreeMap<>(before.files());
    }

    /** The names of files that something else has changed since the last call; they are known from now on. */
    synchronized List<String> strange() {
        Folder.Found found = folder.read();
        Stream.concat(found.files().keySet().stream(), expected.keySet().stream())
                .distinct()
                .filter(name -> !Arrays.equals(expected.get(name), found.files().get(name)))
                .forEach(strange::add);
        strange.addAll(found.others());
        List<String> names = List.copyOf(strange);
        strange.clear();
        expected = new TreeMap<>(found.files());
        return names;
    }

    private void compare(String name, byte @Nullable [] content) {
        if (!Arrays.equals(expected.get(name), content)) {
            strange.add(name);
        }
    }

    private void expect(String name, byte @Nullable [] content) {
        if (content == null) {
            expected.remove(name);
        } else {
            expected.put(name, Objects.requireNonNull(content));
        }
    }
}
