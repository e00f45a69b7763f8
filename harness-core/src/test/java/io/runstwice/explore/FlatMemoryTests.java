package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.run.Notebook;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long search keeps little of what it has run. */
@Tag("exhaustive")
class FlatMemoryTests {

    /** What a JVM of its own explores. */
    static final class LongSearch {

        private LongSearch() {}

        public static void main(String[] arguments) {
            Notebook notebook = new Notebook();
            Verdict verdict = RunsTwice.job("LongSearch", delivery -> {
                        for (int i = 0; i < 6; i++) {
                            notebook.writeUnlessThere("line " + i);
                        }
                    })
                    .watching(notebook)
                    .within(Bounds.standard()
                            .copies(3)
                            .schedules(Integer.parseInt(arguments[0]))
                            .guard(Duration.ofHours(2)))
                    .explore();
            System.out.print(
                    verdict.isSafe() + " " + (verdict.coverage().explored() >= Integer.parseInt(arguments[0])));
        }
    }

    private static String search(int schedules, String heap) throws Exception {
        Process search = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongSearch.class.getName(),
                        Integer.toString(schedules))
                .redirectError(Redirect.appendTo(new File("target/long-search.log"))) // how far it is, now and then
                .start();
        return new String(search.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void tenThousandSchedules_fitInto32Megabytes() throws Exception {
        assertThat(search(10_000, "32m")).isEqualTo("true true");
    }

    @Test
    @Tag("proof")
    void hundredThousandSchedules_fitInto128Megabytes() throws Exception {
        assertThat(search(100_000, "128m")).isEqualTo("true true");
    }
}
