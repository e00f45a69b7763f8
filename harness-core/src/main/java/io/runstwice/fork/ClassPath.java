package io.runstwice.fork;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path of this JVM, in two parts. Jars can be mapped from an archive of loaded classes; directories cannot, and are searched first by
 * a loader of their own.
 *
 * @param jars in their order
 * @param directories in theirs
 */
record ClassPath(List<Path> jars, List<Path> directories) {

    /** In a fork: where the directories are named. */
    static final String DIRECTORIES = "runstwice.fork.directories";

    static ClassPath ofThisJvm() {
        String modules = System.getProperty("jdk.module.path", "");
        List<Path> jars = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        Stream.of(modules, System.getProperty("java.class.path", ""))
                .flatMap(entries -> Stream.of(entries.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .distinct()
                .forEach(entry -> (Files.isDirectory(entry) ? directories : jars).add(entry));
        return new ClassPath(jars, directories);
    }

    static String joined(List<Path> entries) {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
