package io.runstwice.effect;

import io.runstwice.world.Misuse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of files below one directory: with slashes, as the state shows them. Nothing leads out of the directory. */
final class FileNames {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern HEX =
            Pattern.compile("(?<![0-9A-Za-z])(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{16,}(?![0-9A-Za-z])");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The signs that would end a label in the text of a schedule. */
    private static final Pattern UNSPEAKABLE = Pattern.compile("[^\\p{L}\\p{M}._/{}()+=@,~-]");

    private final Path root;

    /**
     * The names below a directory.
     *
     * @param root as {@link Path#toRealPath} gives it
     */
    FileNames(Path root) {
        this.root = root;
    }

    /** Where a file is. */
    Path place(String name) {
        Path place = normalized(name);
        if (place.equals(root) || !place.startsWith(root)) {
            throw new Misuse("Files watches " + root + " and what is below it, but \"" + name + "\" leads to " + place
                    + ". Name a file below the directory.");
        }
        for (Path part = place; !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw new Misuse(
                        "Files follows no symbolic links, because they lead to files that it does not watch, but "
                                + part + " is one. Use the file that it points at, below the directory.");
            }
        }
        return place;
    }

    /** The name of the entry at a place. */
    String of(Path place) {
        return root.relativize(place).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    /** A label that is the same in every run: {@code part-{n}.csv} for {@code part-7.csv}. */
    static String label(String name) {
        String withoutIds = HEX.matcher(UUID.matcher(name).replaceAll("{id}")).replaceAll("{id}");
        return UNSPEAKABLE.matcher(DIGITS.matcher(withoutIds).replaceAll("{n}")).replaceAll("_");
    }

    private Path normalized(String name) {
        try {
            return root.resolve(name).normalize();
        } catch (InvalidPathException refused) {
            throw new Misuse("Files needs the name of a file, but \"" + name + "\" is none.", refused);
        }
    }
}
