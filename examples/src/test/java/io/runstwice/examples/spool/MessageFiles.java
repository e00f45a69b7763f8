package io.runstwice.examples.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One file for each message, named for its key. */
record MessageFiles(Path directory) {

    private static final String ENDING = ".message";

    private interface Work<T> {
        T done() throws IOException;
    }

    Map<String, String> read() {
        return doing(() -> {
            Map<String, String> messages = new TreeMap<>();
            for (Path file : files()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    messages.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
                }
            }
            return messages;
        });
    }

    /** Whether there was none with this key. */
    boolean create(String key, String text) {
        return doing(() -> {
            try {
                Files.writeString(file(key), text, StandardOpenOption.CREATE_NEW);
                return true;
            } catch (FileAlreadyExistsException known) {
                return false;
            }
        });
    }

    /** Whether there was one. */
    boolean delete(String key) {
        return doing(() -> Files.deleteIfExists(file(key)));
    }

    void replace(Map<String, String> messages) {
        read().keySet().forEach(this::delete);
        messages.forEach(this::create);
    }

    /** A file that is no message, if there is one. */
    Optional<Path> strange() {
        return doing(() -> files().stream()
                .filter(file -> !file.getFileName().toString().endsWith(ENDING))
                .findFirst());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private Path file(String key) {
        return directory.resolve(key + ENDING);
    }

    private static <T> T doing(Work<T> work) {
        try {
            return work.done();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
