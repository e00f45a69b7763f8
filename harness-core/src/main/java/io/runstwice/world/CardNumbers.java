package io.runstwice.world;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of payment cards within a text: 13 to 19 digits that begin with 2 to 6, perhaps in groups, with the check
 * digit of ISO/IEC 7812.
 *
 * <p>Times since 1970 begin with 1 for some centuries. Every tenth number has a right check digit by chance: one under
 * the name of an id is taken for an id.
 */
final class CardNumbers {

    private static final Pattern DIGITS = Pattern.compile(
            "(?<![0-9A-Za-z_.])[2-6](?:[ \\u00a0-]?[0-9]){12,18}(?![0-9A-Za-z_])"
                    + "|(?<![0-9A-Za-z_.])(?:[2-6][0-9]{3}(?:\\.[0-9]{4}){3}|3[47][0-9]{2}\\.[0-9]{6}\\.[0-9]{5})(?![0-9A-Za-z_])");
    private static final Pattern ID_BEFORE = Pattern.compile(
            "(?:^|[^A-Za-z])(?:[A-Za-z0-9_.-]*[_.-])?(?:id|Id|ID|[a-z0-9]+I[dD])[\"'`)\\]]*\\s*(?:=>|=|:)\\s*\\(?$");
    private static final int LONGEST_NAME = 60;
    private static final int FEWEST_DIGITS = 13;

    /** As on a receipt: so much may be shown, and two cards that differ mostly look so. */
    private static final int SHOWN = 4;

    private CardNumbers() {}

    static String masked(String text) {
        if (text.chars().filter(c -> c >= '0' && c <= '9').count() < FEWEST_DIGITS) {
            return text;
        }
        Matcher found = DIGITS.matcher(text);
        return found.replaceAll(number -> {
            String digits = number.group().replaceAll("[^0-9]", "");
            boolean card = passesLuhn(digits) && !isId(text, number);
            return card ? SecretWords.MASK + digits.substring(digits.length() - SHOWN) : number.group();
        });
    }

    private static boolean isId(String text, MatchResult number) {
        return ID_BEFORE
                .matcher(text.substring(Math.max(0, number.start() - LONGEST_NAME), number.start()))
                .find();
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
