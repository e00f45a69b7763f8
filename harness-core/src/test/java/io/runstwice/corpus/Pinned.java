package io.runstwice.corpus;

import io.runstwice.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One counterexample of the corpus as it was read: its cause was found to be what its story shows.
 *
 * @param job the case, as it calls itself
 * @param kind what kind of violation it is
 * @param schedule the smallest one that shows it
 * @param cause the sentence of the story; {@value #NONE} where the trace gives no evidence
 */
record Pinned(String job, String kind, String schedule, String cause) {

    static final String NONE = "(none)";

    private static final String FILE = "causes.txt";

    /** All of the file, four lines each: the job, kind, schedule and cause. */
    static List<Pinned> all() {
        List<String> lines = lines();
        List<Pinned> all = new ArrayList<>();
        for (int i = 0; i + 3 < lines.size(); i += 4) {
            all.add(new Pinned(lines.get(i), lines.get(i + 1), lines.get(i + 2), lines.get(i + 3)));
        }
        return all;
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(Pinned.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a verdict says of this job now. */
    static Pinned of(Case job, Verdict verdict) {
        String text = verdict.toString();
        if (!verdict.isUnsafe()) {
            return new Pinned(job.toString(), text, "", "");
        }
        var smallest = verdict.counterexamples().get(0);
        return new Pinned(
                job.toString(),
                smallest.violation().kind().toString(),
                smallest.schedule().toString(),
                cause(smallest.story().lines()));
    }

    /** The first line of the cause, without what is drawn anew in each run. */
    private static String cause(Stream<String> story) {
        return story.filter(line -> line.startsWith("  cause "))
                .map(line -> line.substring("  cause ".length()).strip())
                .map(line -> line.replaceAll("\\b[0-9a-f]{16}\\b|\\d{10,}", "<drawn>"))
                .findFirst()
                .orElse(NONE);
    }

    @Override
    public String toString() {
        return String.join("\n  ", job, kind, schedule, cause) + "\n";
    }
}
