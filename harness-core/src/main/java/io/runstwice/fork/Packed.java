package io.runstwice.fork;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** The classes of a directory as a jar. */
final class Packed {

    private Packed() {}

    static void pack(Path directory, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> found = Files.walk(directory)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            List<Path> classes = found.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList();
            for (Path each : classes) {
                out.putNextEntry(
                        new JarEntry(directory.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }
}
