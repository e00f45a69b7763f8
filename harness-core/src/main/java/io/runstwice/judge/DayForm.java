package io.runstwice.judge;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways to write a day as text or as a number. */
enum DayForm implements MomentForm<String, LocalDate> {
    ISO("\\d{4}-\\d\\d-\\d\\d", "uuuu-MM-dd"),
    GERMAN("\\d{1,2}\\.\\d{1,2}\\.\\d{4}", "d.M.uuuu"),
    US("\\d{1,2}/\\d{1,2}/\\d{4}", "M/d/uuuu"),
    BRITISH("\\d{1,2}/\\d{1,2}/\\d{4}", "d/M/uuuu"),
    SLASHES("\\d{4}/\\d\\d/\\d\\d", "uuuu/MM/dd"),
    DAY_AND_MONTH("\\d{1,2} [A-Z][a-z]{2} \\d{4}", "d MMM uuuu"),
    MONTH_AND_DAY("[A-Z][a-z]{2} \\d{1,2}, \\d{4}", "MMM d, uuuu"),
    COMPACT("(?:19|20)\\d{6}", "uuuuMMdd");

    private final String regex;
    private final Pattern text;
    private final DateTimeFormatter format;

    DayForm(String regex, String format) {
        this.regex = regex;
        this.text = Pattern.compile(regex);
        this.format = DateTimeFormatter.ofPattern(format, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The pattern of a day that may stand anywhere in a text; one of digits alone is whole anyway. */
    static String regex() {
        return Arrays.stream(values())
                .filter(form -> form != COMPACT)
                .map(form -> form.regex)
                .distinct()
                .collect(Collectors.joining("|"));
    }

    static boolean isDay(String text) {
        return Arrays.stream(values()).anyMatch(form -> form.read(text).isPresent());
    }

    @Override
    public Stream<LocalDate> read(String text, ActMoments run) {
        return read(text).stream();
    }

    private Optional<LocalDate> read(String value) {
        try {
            return text.matcher(value).matches() ? Optional.of(LocalDate.parse(value, format)) : Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
