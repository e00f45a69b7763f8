package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to take a text apart, the coarsest first: a piece that is whole in one of them is cut by the next. */
enum TextCut {
    /** Words between spaces, quotes, brackets and what separates members of a list; times and UUIDs are whole. */
    WORDS("(?:[^\\s,;&?#|\"'(){}<>\\[\\]:=]++|=(?==?(?:$|[\\s,;&?#|\"'(){}<>\\[\\]])))++"),
    /** Between signs. */
    SIGNS("[\\p{L}\\p{N}_-]+"),
    /** Between dashes. */
    DASHES("[\\p{L}\\p{N}_]+"),
    /** Between underscores. */
    ALNUMS("[\\p{L}\\p{N}]+"),
    /** Digits and letters. */
    DIGITS("\\d+|[^\\d]+");

    private static final int LONGEST = 200_000;

    /** Times are whole, with every sign in them. Letters of other scripts or a sign may be glued to them. */
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\w.-])(?<!\\d:)(?:" + StampForm.regex() + "|" + DayForm.regex() + ")(?![\\w%-])(?!:\\d)");

    private final Pattern piece;

    TextCut(String piece) {
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
        List<MatchResult> found = new ArrayList<>();
        if (this == WORDS) {
            int read = 0;
            for (MatchResult time : (Iterable<MatchResult>) TIME.matcher(text).results()::iterator) {
                find(text, read, time.start(), found);
                found.add(time);
                read = time.end();
            }
            find(text, read, text.length(), found);
        } else {
            find(text, 0, text.length(), found);
        }
        List<String> around = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        int read = 0;
        for (MatchResult next : found) {
            around.add(text.substring(read, next.start()));
            pieces.add(next.group());
            read = next.end();
        }
        around.add(text.substring(read));
        return new Pieces(around, pieces);
    }

    private void find(String text, int from, int to, List<MatchResult> found) {
        Matcher next =
                piece.matcher(text).region(from, to).useAnchoringBounds(false).useTransparentBounds(true);
        while (next.find()) {
            found.add(next.toMatchResult());
        }
    }

    /** The next finer one. */
    Optional<TextCut> finer() {
        return this == DIGITS ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }
}
