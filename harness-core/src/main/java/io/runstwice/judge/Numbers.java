package io.runstwice.judge;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Numbers by their value. */
final class Numbers {

    private static final int MOST_ZEROS = 40;

    private Numbers() {}

    /** A whole number that a sequence may have given; empty for all other text. */
    static OptionalLong whole(String text) {
        try {
            return text.isEmpty() || text.charAt(0) == '+'
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException other) {
            return OptionalLong.empty();
        }
    }

    /** One text for all ways to write a number; a text that is no number stays as it is. */
    static String canonical(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            boolean round = number.scale() < 0 && number.scale() > -MOST_ZEROS;
            return round ? number.toPlainString() : number.toString();
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }
}
