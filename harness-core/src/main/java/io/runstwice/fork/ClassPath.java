package io.runstwice.fork;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path of this JVM for its forks. A JVM maps an archive of loaded classes only for classes that come from
 * jars, so those in directories are packed, and come first as they do in a build. The directories themselves follow at
 * the end, for what else is in them.
 *
 * @param entries in the order in which they are searched
 */
record ClassPath(List<Path> entries) {

    /**
     * Packs entries that are no jars.
     *
     * @param place the directory for the new jars
     */
    static ClassPath ofThisJvm(Path place) throws IOException {
        List<Path> jars = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        Stream.of(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""))
                .flatMap(entries -> Stream.of(entries.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .distinct()
                .filter(Files::exists)
                .forEach(entry -> (Files.isDirectory(entry) ? directories : jars).add(entry));
        List<Path> entries = new ArrayList<>();
        for (Path directory : directories) {
            Path jar = place.resolve("classes" + entries.size() + ".jar");
            Packed.pack(directory, jar);
            entries.add(jar);
        }
        entries.addAll(jars);
        entries.addAll(directories);
        return new ClassPath(entries);
    }

    @Override
    public String toString() {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }
}
