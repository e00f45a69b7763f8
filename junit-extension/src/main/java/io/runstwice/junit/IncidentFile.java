package io.runstwice.junit;

import io.runstwice.incident.IncidentReport;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where an incident report is found: on the class path first, then in the directory in which tests run. */
final class IncidentFile {

    private IncidentFile() {}

    static IncidentReport read(Class<?> tests, String file) {
        try (InputStream resource = tests.getResourceAsStream(file.startsWith("/") ? file : "/" + file)) {
            return resource == null
                    ? IncidentReport.parse(file, text(Files.readAllBytes(existing(file))))
                    : IncidentReport.parse(file, text(resource.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path existing(String file) {
        try {
            Path path = Path.of(file).toAbsolutePath();
            if (Files.isRegularFile(path)) {
                return path;
            }
            throw new Misuse(Messages.noReport(file, path.toString()));
        } catch (InvalidPathException none) {
            throw new Misuse(Messages.noReport(file, "a path that can be: " + none.getMessage()), none);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
