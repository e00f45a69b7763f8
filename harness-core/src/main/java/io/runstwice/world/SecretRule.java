package io.runstwice.world;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds one kind of secret in a text, and says which part of it is shown.
 *
 * <p>It finds nothing in a text without one of its words: to look for words is fast, and most texts have none.
 */
record SecretRule(List<String> words, Pattern pattern, Function<MatchResult, String> shown) {

    static SecretRule of(List<String> words, String regex, Function<MatchResult, String> shown) {
        return new SecretRule(words, Pattern.compile(regex), shown);
    }

    /** Nothing is shown of it. */
    static SecretRule whole(List<String> words, String regex) {
        return of(words, regex, found -> SecretWords.MASK);
    }

    /**
     * The text without its secrets.
     *
     * @param small the text in small letters
     */
    String apply(String text, String small) {
        return words.stream().noneMatch(small::contains) ? text : masked(text);
    }

    private String masked(String text) {
        StringBuilder masked = new StringBuilder();
        Matcher found = pattern.matcher(text);
        int copied = 0;
        int from = 0;
        while (from <= text.length() && found.find(from)) {
            String instead = shown.apply(found);
            if (instead.equals(found.group())) {
                from = afterNoSecret(found);
            } else {
                masked.append(text, copied, found.start()).append(instead);
                copied = found.end();
                from = Math.max(found.end(), found.start() + 1);
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /**
     * The last part of the form is the value, and that may be the name of the next value:
     * {@code "user", "password", "x"}.
     */
    private static int afterNoSecret(Matcher found) {
        int last = found.groupCount() == 0 ? -1 : found.start(found.groupCount());
        return last > found.start() ? last : Math.max(found.end(), found.start() + 1);
    }
}
