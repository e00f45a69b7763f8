package io.runstwice.effect;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The operations on a file. One that changes a file returns the new length. */
final class FileWork {

    private FileWork() {}

    static FolderWatch.Work<String> write(byte[] bytes) {
        return places -> length(Files.write(withParents(places.get(0)), bytes));
    }

    static FolderWatch.Work<Boolean> create(byte[] bytes) {
        return places -> {
            try {
                Files.write(withParents(places.get(0)), bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return true;
            } catch (FileAlreadyExistsException there) {
                return false;
            }
        };
    }

    static FolderWatch.Work<String> append(byte[] bytes) {
        return places -> length(
                Files.write(withParents(places.get(0)), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    static FolderWatch.Work<String> truncate(long length) {
        return places -> {
            try (FileChannel file = FileChannel.open(places.get(0), StandardOpenOption.WRITE)) {
                file.truncate(length);
            }
            return length(places.get(0));
        };
    }

    static FolderWatch.Work<String> move() {
        return places ->
                length(Files.move(existing(places.get(0)), withParents(places.get(1)), StandardCopyOption.ATOMIC_MOVE));
    }

    static FolderWatch.Work<Boolean> delete() {
        return places -> isFile(places.get(0)) && Files.deleteIfExists(places.get(0));
    }

    static FolderWatch.Work<byte[]> read() {
        return places -> Files.readAllBytes(places.get(0));
    }

    static FolderWatch.Work<Boolean> exists() {
        return places -> isFile(places.get(0));
    }

    static FolderWatch.Work<Long> size() {
        return places -> Files.size(existing(places.get(0)));
    }

    static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    private static Path existing(Path place) throws IOException {
        if (!isFile(place)) {
            throw new NoSuchFileException(place.toString());
        }
        return place;
    }

    private static boolean isFile(Path place) {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path withParents(Path place) throws IOException {
        Files.createDirectories(place.getParent());
        return place;
    }

    private static String length(Path place) throws IOException {
        return bytes(Files.size(place));
    }
}
