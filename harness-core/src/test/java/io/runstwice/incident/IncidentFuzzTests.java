package io.runstwice.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.run.Notebook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Garbage is an incident report or is not one; it never does anything else. */
class IncidentFuzzTests {

    private static final List<String> VALID = List.of("""
            # Charged twice

            job: ChargeJob
            fixed: no

            ## What happened
            - 03:12 the message was delivered
            - `write charge` was the last call of D1 in the log
            - the pod was killed (OOM)
            - delivered again 40 minutes later

            ## What the customer saw
            - notebook lines: 3 rows instead of 2
            """, """
            ## What happened
            - two copies ran at once
            - D1 was killed some time after the write charge
            - the acknowledgement of D2 was lost
            ## What the customer saw
            - double effect on notebook
            """, """
            fixed: yes
            **What happened**
            1. D1 was frozen before write paid while another one ran
            2. visibility lapsed after 1 h
            3. D1 went on 2 minutes later
            4. the reply of write paid timed out
            5. the connection broke during read paid
            ## What the customer saw
            - stuck
            - broken: at most one charge
            - notebook lines.text: charge instead of paid
            """);

    private static final String CHARACTERS = "\n\n#-*`:().,|0129 D DT<>é\u0000\uFEFF\uD800abkw";

    @Test
    void garbage_isAReportOrSaysWhyNot() {
        fuzz(2_000, new Random(5));
    }

    @Test
    @Tag("proof")
    void muchGarbage_isAReportOrSaysWhyNot() {
        fuzz(100_000, new Random(2041));
    }

    private static void fuzz(int times, Random random) {
        int reports = 0;
        for (int i = 0; i < times; i++) {
            String text = i % 4 == 0 ? bytes(random) : mutated(random);
            Optional<IncidentReport> report = parsed(text);
            if (report.isPresent() && reports++ % 40 == 0) {
                run(report.get());
            }
        }
        assertThat(reports).isBetween(times / 20, times - times / 20);
    }

    private static Optional<IncidentReport> parsed(String text) {
        try {
            return Optional.of(IncidentReport.parse("fuzzed.md", text));
        } catch (IncidentSyntaxException none) {
            assertThat(none.getMessage())
                    .as(text)
                    .matches("(?s)Not an incident report: fuzzed\\.md\\n  (line \\d+: |it needs a section |it has ).*");
            return Optional.empty();
        }
    }

    /** What happens to be a report can be tried. */
    private static void run(IncidentReport report) {
        Notebook notebook = new Notebook();
        assertThat(RunsTwice.job("job", delivery -> {
                            if (!notebook.has("paid")) {
                                notebook.write("charge");
                                notebook.write("paid");
                            }
                        })
                        .watching(notebook)
                        .reproduce(report)
                        .toString())
                .startsWith("fuzzed.md ");
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String mutated(Random random) {
        String text = VALID.get(random.nextInt(VALID.size()));
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            text = random.nextBoolean() ? otherCharacters(text, random) : otherLines(text, random);
        }
        return text;
    }

    private static String otherCharacters(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(4));
        String more = random.nextBoolean()
                ? ""
                : String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())))
                        .repeat(1 + random.nextInt(40));
        return text.substring(0, from) + more + text.substring(to);
    }

    private static String otherLines(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int one = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(one);
            case 1 -> lines.add(one, lines.get(random.nextInt(lines.size())));
            case 2 -> Collections.swap(lines, one, random.nextInt(lines.size()));
            default -> Collections.shuffle(lines, random);
        }
        return String.join("\n", lines);
    }
}
