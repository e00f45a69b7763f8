package io.runstwice.judge;

import java.math.BigDecimal;

/** Numbers by their value. */
final class Numbers {

    private static final int MOST_ZEROS = 40;

    private Numbers() {}

    /** One text for all ways to write a number; what is none stays as it is. */
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
