package io.runstwice.effect;

import io.runstwice.world.Misuse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The admission of a directory: whether its files may be deleted and overwritten, and which exploration owns it. */
final class FilesAdmission {

    /** Read by all copies of this library in one JVM, which share no static field. */
    private static final String OWNER = "runstwice.owner of files below ";

    /** The system counts the start of a process from a boot that it knows to the second. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    private FilesAdmission() {}

    /**
     * Refuses a directory that may hold files that are needed.
     *
     * @param disposable whether the test has said that they are not
     */
    static void check(Folder folder, boolean disposable) {
        Path root = folder.root();
        String precious = precious(root);
        if (!precious.isEmpty()) {
            throw new Misuse("Files deletes and overwrites files, but " + root + " is or holds " + precious
                    + ". Give it a directory of its own.");
        }
        List<String> others = folder.others();
        if (!others.isEmpty()) {
            throw new Misuse("Files can put back only files and directories, but " + root + " holds " + others.get(0)
                    + ", a symbolic link, a device or a file with a second name. Give it a directory without.");
        }
        List<String> names = folder.list();
        if (!disposable && !names.isEmpty() && !isOurs(folder)) {
            throw new Misuse(
                    "Files deletes and overwrites files, and " + root + " holds " + names.get(0)
                            + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more")
                            + ". Give it an empty directory, or one below " + temporary()
                            + " whose files this test has written; or, if these files may be deleted, say so: Files.watching(...).disposable().");
        }
    }

    /** Takes a directory for one exploration. */
    static void own(Path root, String owner) {
        synchronized (System.getProperties()) {
            for (String property : System.getProperties().stringPropertyNames()) {
                if (property.startsWith(OWNER) && overlap(root, Path.of(property.substring(OWNER.length())))) {
                    throw new Misuse("One exploration owns a directory and what is below it, but "
                            + property.substring(OWNER.length()) + " is held by " + System.getProperty(property)
                            + " in this JVM. Give each test that runs at the same time a directory of its own.");
                }
            }
            System.setProperty(OWNER + root, owner);
        }
    }

    static void leave(Path root) {
        System.getProperties().remove(OWNER + root);
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static String precious(Path root) {
        return Stream.of("user.dir", "user.home", "java.io.tmpdir")
                .filter(property -> real(property).startsWith(root))
                .findFirst()
                .map(property -> switch (property) {
                    case "user.dir" -> "the working directory";
                    case "user.home" -> "the home directory";
                    default -> "the directory of temporary files";
                })
                .orElse("");
    }

    /**
     * Whether all files were written below the temporary directory since this JVM began: older files there may belong
     * to another program.
     */
    private static boolean isOurs(Folder folder) {
        return folder.root().startsWith(temporary())
                && ProcessHandle.current()
                        .info()
                        .startInstant()
                        .filter(began -> folder.isYoungerThan(began.minus(GRAIN)))
                        .isPresent();
    }

    private static Path temporary() {
        return real("java.io.tmpdir");
    }

    private static Path real(String property) {
        Path path = Path.of(Objects.requireNonNullElse(System.getProperty(property), "/"))
                .toAbsolutePath()
                .normalize();
        try {
            return java.nio.file.Files.exists(path) ? path.toRealPath() : path;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
