package io.runstwice.judge;

import java.util.Arrays;
import java.util.stream.Stream;

/** Points in time and days that a text is, or has as pieces. */
final class TimesInText {

    private TimesInText() {}

    static boolean isOne(String text) {
        return DayForm.isDay(text) || StampForm.isTime(text);
    }

    /** A text, and the times that are pieces of it. */
    static Stream<String> with(String text) {
        return Stream.concat(
                        Stream.of(text),
                        Arrays.stream(TextCut.values())
                                .flatMap(cut -> cut.apart(text).pieces().stream())
                                .filter(TimesInText::isOne))
                .distinct();
    }
}
