package io.runstwice.judge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The text that stands alike before and behind all tokens of one site.
 *
 * @param start the text with which all of them begin
 * @param end the text with which all of them end
 * @param before how much of that is no part of the token: all up to the last sign
 * @param behind how much of the end is none: all from the first sign on
 * @param random where characters begin that may be random: behind a time that the token begins with
 */
record Edges(String start, String end, int before, int behind, int random) {

    /** Learns them; the time that an id begins with is no edge, although all baselines share most of it. */
    static Edges of(List<String> all, Collection<Instant> nows) {
        int shortest = all.stream().mapToInt(String::length).min().orElse(0);
        String start = common(all, shortest, false);
        String end = common(all, shortest - start.length(), true);
        int before = upToLastSign(start);
        int behind = end.length() - upToFirstSign(end);
        List<String> tokens = all.stream()
                .map(text -> text.substring(before, text.length() - behind))
                .toList();
        Optional<TimeOrderedId> id = TimeOrderedId.of(tokens, start.length() - before, nows);
        if (id.isEmpty()) {
            return new Edges(start, end, before, behind, start.length());
        }
        int begin = tokens.get(0).length() - id.get().length() + before;
        return new Edges(
                start.substring(0, begin), end, begin, behind, begin + id.get().leading());
    }

    private static String common(List<String> all, int most, boolean fromEnd) {
        String first = all.get(0);
        int length = 0;
        while (length < most) {
            int at = length;
            char wanted = first.charAt(fromEnd ? first.length() - 1 - at : at);
            if (!all.stream().allMatch(other -> other.charAt(fromEnd ? other.length() - 1 - at : at) == wanted)) {
                break;
            }
            length++;
        }
        return fromEnd ? first.substring(first.length() - length) : first.substring(0, length);
    }

    private static int upToLastSign(String text) {
        int length = text.length();
        while (length > 0 && Character.isLetterOrDigit(text.charAt(length - 1))) {
            length--;
        }
        return length;
    }

    private static int upToFirstSign(String text) {
        int length = 0;
        while (length < text.length() && Character.isLetterOrDigit(text.charAt(length))) {
            length++;
        }
        return length;
    }

    /** These edges as a part of the token. */
    Edges kept() {
        return new Edges(start, end, 0, 0, random);
    }

    int length() {
        return start.length() + end.length();
    }

    boolean fit(String text) {
        return text.startsWith(start) && text.endsWith(end);
    }

    /** The token within a text. */
    String without(String text) {
        return text.substring(before, text.length() - behind);
    }

    /** A token, and what stands around it. */
    Term around(Atom token) {
        Term term = new Term("token", List.of(token));
        return before + behind == 0
                ? term
                : Term.of(
                        "around",
                        List.of(
                                Term.literal(start.substring(0, before)),
                                term,
                                Term.literal(end.substring(end.length() - behind))));
    }
}
