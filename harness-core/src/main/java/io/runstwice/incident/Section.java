package io.runstwice.incident;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two sections whose bullets are read. */
enum Section {
    HAPPENED("What happened"),
    SEEN("What the customer saw");

    private final String heading;

    Section(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    /** The section that a heading begins, or null. */
    static @Nullable Section of(String text) {
        String words = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").strip();
        return switch (words) {
            case "what happened" -> HAPPENED;
            case "what the customer saw",
                    "what the customers saw",
                    "what customers saw",
                    "what the user saw",
                    "what users saw" -> SEEN;
            default -> null;
        };
    }

    /** Whether a line is such a heading and nothing else, with a colon or in bold instead of {@code ##}. */
    static boolean isAlone(String line) {
        String text = line.strip();
        boolean looks = text.endsWith(":") || text.startsWith("**") && text.endsWith("**");
        return looks && of(text) != null;
    }
}
