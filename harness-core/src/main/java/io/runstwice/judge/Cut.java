package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to take a text apart, the coarsest first: what is whole in one of them is cut by the next. */
enum Cut {
    /** Words between spaces, quotes, brackets and what separates members of a list; times and UUIDs are whole. */
    WORDS(
            "(?<![\\w.-])(?:" + StampForm.ISO_PATTERN.replaceAll("\\((?!\\?)", "(?:") + "|" + StampForm.HTTP_PATTERN
                    + "|" + StampForm.DATE_PATTERN
                    + "|\\d{4}-\\d\\d-\\d\\d)(?![\\w%-])|(?:[^\\s,;&?#|\"'(){}<>\\[\\]:=]++|=(?==?(?:$|[\\s,;&?#|\"'(){}<>\\[\\]])))+"),
    /** Between signs. */
    SIGNS("[\\p{L}\\p{N}_-]+"),
    /** Between dashes. */
    DASHES("[\\p{L}\\p{N}_]+"),
    /** Between underscores. */
    ALNUMS("[\\p{L}\\p{N}]+"),
    /** Digits and letters. */
    DIGITS("\\d+|[^\\d]+");

    private static final int LONGEST = 200_000;

    private final Pattern piece;

    Cut(String piece) {
        this.piece = Pattern.compile(piece, Pattern.DOTALL);
    }

    /**
     * A text in pieces.
     *
     * @param around what stands before, between and after them
     */
    record Pieces(List<String> around, List<String> pieces) {

        boolean isWhole() {
            return pieces.size() == 1
                    && around.get(0).isEmpty()
                    && around.get(1).isEmpty();
        }
    }

    Pieces apart(String text) {
        if (text.length() > LONGEST) {
            return new Pieces(List.of("", ""), List.of(text));
        }
        List<String> around = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        int read = 0;
        for (Matcher next = piece.matcher(text); next.find(); read = next.end()) {
            around.add(text.substring(read, next.start()));
            pieces.add(next.group());
        }
        around.add(text.substring(read));
        return new Pieces(around, pieces);
    }

    /** The next finer one. */
    Optional<Cut> finer() {
        return this == DIGITS ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }
}
