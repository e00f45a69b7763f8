package io.runstwice.jdbc;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps what nobody should read in a report out of it. */
final class Secrets {

    static final String MASK = "***";

    private static final Pattern NAME = Pattern.compile(
            "(^|_)(password|passwd|pwd|passphrase|passcode|secret|token|api_?key"
                    + "|access_?key|private_?key|authori[sz]ation|credentials?|card_?(number|no)|cardnumber|pan|cvv|cvc|pin)(_|$)");
    private static final Pattern URL =
            Pattern.compile("(?i)([?&;](password|pwd|user|secret|token|sslpassword)=)[^&;]*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    private Secrets() {}

    /** A value as a report may show it. */
    static String masked(@Nullable String column, String shown) {
        return column != null && NAME.matcher(column.toLowerCase(Locale.ROOT)).find() || isCardNumber(shown)
                ? MASK
                : shown;
    }

    /** A database URL as a report may show it. */
    static String masked(String url) {
        return USER_INFO.matcher(URL.matcher(url).replaceAll("$1" + MASK)).replaceFirst("//" + MASK + "@");
    }

    /** 13 to 19 digits, perhaps in groups, whose Luhn sum is right, as in ISO/IEC 7812. */
    private static boolean isCardNumber(String shown) {
        if (shown.length() < 13) {
            return false;
        }
        String text = shown.replaceAll("['\" -]", "");
        if (text.length() < 13 || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(text.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        return sum % 10 == 0;
    }
}
