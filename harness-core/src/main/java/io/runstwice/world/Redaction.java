package io.runstwice.world;

import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Makes a text that the harness did not write itself fit for people to read: masks secrets, and shows characters that
 * cannot be seen.
 *
 * <p>Every text that is printed or stored passes here: stories, certificates, labels, logs, messages of exceptions.
 * Values that are compared do not: two secrets that differ are still two. Masking a text again changes nothing.
 *
 * <p>A value is secret by the name that it stands under ({@code api_key}, {@code "password": …}, {@code ?token=…}), or
 * by its form: numbers of payment cards, credentials of {@code Authorization}, keys of well-known services, JSON Web
 * Tokens, PEM blocks, passwords in URLs.
 *
 * <p>It cannot know a secret that has neither: {@code hunter2} alone is a word.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public final class Redaction {

    /** The text in the place of a secret. */
    public static final String MASK = SecretWords.MASK;

    /** The longest text that is shown. To look for secrets in a body of megabytes would take long. */
    private static final int LONGEST = 20_000;

    /**
     * So many characters before a cut are not shown: they may be the head of a secret, whose form cannot be told
     * without its tail.
     */
    private static final int BEFORE_A_CUT = 200;

    /**
     * A second look may find other secrets in a masked text than the first: after so many looks a text is not to be
     * trusted.
     */
    private static final int MOST_LOOKS = 8;

    private Redaction() {}

    /**
     * A text on one line, without secrets, line feeds and other control characters shown as {@code \n} and
     * {@code \u001b}.
     */
    public static String of(String text) {
        return masked(text, Escapes::inLine);
    }

    /** A text of several lines, without secrets. */
    public static String ofLines(String text) {
        return masked(text, Escapes::inLines);
    }

    /**
     * A value on one line, without secrets.
     *
     * @param name the name of its column, parameter, header or field
     */
    public static String of(String name, String value) {
        return SecretNames.isSecret(name, value) && !SecretWords.isNothing(value) ? MASK : of(value);
    }

    /**
     * A number on one line, without secrets. A number is the number of a card only if its name says so: ids are long,
     * and every tenth of them has the check digit of a card.
     *
     * @param name the name of its column, parameter, header or field
     */
    public static String ofNumber(String name, String value) {
        return SecretNames.isOfACard(name)
                ? of(name, value)
                : SecretNames.isSecret(name) ? MASK : Escapes.inLine(value);
    }

    /**
     * A failure whose texts, with those of its causes, hold no secrets: the same if they never did, else one that
     * prints like it.
     */
    public static Throwable of(Throwable failure) {
        return Redacted.of(failure);
    }

    /** Whether every value under this name is secret. */
    public static boolean isSecret(String name) {
        return SecretNames.isSecret(name);
    }

    /** Until another look changes nothing. What fails while it looks has seen no secret, so nothing is shown. */
    private static String masked(String text, UnaryOperator<String> escapes) {
        String before = text;
        try {
            for (int look = 0; look < MOST_LOOKS; look++) {
                String after = escapes.apply(look(before));
                if (after.equals(before)) {
                    return after;
                }
                before = after;
            }
        } catch (RuntimeException | StackOverflowError failure) {
            return MASK;
        }
        return MASK;
    }

    /** Masks a text before it cuts a long one: half a secret has no form. */
    private static String look(String text) {
        if (text.length() <= LONGEST) {
            return SecretText.masked(text);
        }
        String masked = SecretText.masked(text.substring(0, LONGEST));
        int end = Math.min(LONGEST, masked.length()) - BEFORE_A_CUT;
        while (end > 0 && (Character.isHighSurrogate(masked.charAt(end - 1)) || masked.charAt(end - 1) == '*')) {
            end--;
        }
        return masked.substring(0, Math.max(end, 0)) + "…";
    }

    /** A text on one line whose secrets have been masked already. */
    public static String visible(String text) {
        return Escapes.inLine(text);
    }
}
