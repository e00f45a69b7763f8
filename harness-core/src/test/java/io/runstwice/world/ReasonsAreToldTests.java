package io.runstwice.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the harness says before the reason of a failure is not taken for the name of a secret, which would hide the
 * reason: "let time pass:" was.
 */
class ReasonsAreToldTests {

    private static final Pattern WANTED = Pattern.compile("(?:owned|each)\\(\\s*\"([^\"]+)\"");

    private static List<String> wanted() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> WANTED.matcher(read(file)).results())
                    .map((MatchResult result) -> result.group(1))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whateverAResourceCouldNotDo_isToldWithItsReason() {
        assertThat(wanted()).hasSizeGreaterThan(15).allSatisfy(what -> {
            String message = "db could not " + what + ": the server is gone";
            assertThat(Redaction.of(message)).isEqualTo(message);
        });
    }
}
