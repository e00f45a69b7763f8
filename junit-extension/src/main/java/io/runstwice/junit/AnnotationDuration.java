package io.runstwice.junit;

import io.runstwice.schedule.TimeWords;
import io.runstwice.world.Misuse;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The durations that an annotation can hold: as people write them, or in the notation of ISO 8601. */
final class AnnotationDuration {

    private AnnotationDuration() {}

    /** Reads the value of an attribute. */
    static Duration parse(String attribute, String text) {
        Duration time = TimeWords.read(text).orElseGet(() -> iso(text.strip()));
        if (time.isZero() || time.isNegative()) {
            throw new Misuse(Messages.noDuration(attribute, text));
        }
        return time;
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException none) {
            return Duration.ZERO;
        }
    }
}
