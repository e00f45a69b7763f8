package io.runstwice.jdbc.sql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The time that must pass before a text or a number that is made of now is another one. */
public enum WordGrain {
    /** It is another one each time, and so tells no delivery from the next. */
    FINE(null),
    SECOND(Duration.ofSeconds(1)),
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofMinutes(30)),
    DAY(Duration.ofDays(1)),
    MONTH(Duration.ofDays(28));

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Set<String> PERCENT = Set.of("DATE_FORMAT", "TIME_FORMAT");
    private static final Set<String> LETTERS = Set.of("FORMATDATETIME");
    private static final Set<String> FIELDS = Set.of("EXTRACT", "DATE_PART", "DATE_TRUNC", "DATEDIFF", "TIMESTAMPDIFF");
    private static final Set<String> OF_DAYS = Set.of(
            "CURRENT_DATE",
            "CURDATE",
            "UTC_DATE",
            "DAY",
            "DAYS",
            "DAYNAME",
            "DAYOFYEAR",
            "DAY_OF_YEAR",
            "DAYOFMONTH",
            "DAY_OF_MONTH",
            "DAYOFWEEK",
            "DAY_OF_WEEK",
            "WEEKDAY",
            "WEEK",
            "WEEKOFYEAR",
            "ISO_WEEK",
            "YEARWEEK",
            "TO_DAYS",
            "DOW",
            "ISODOW",
            "DOY",
            "DATE",
            "TODAY");
    private static final Set<String> OF_MONTHS =
            Set.of("YEAR", "ISOYEAR", "QUARTER", "MONTH", "MONTHNAME", "CENTURY", "DECADE");
    private static final Set<String> OF_SECONDS = Set.of("EPOCH", "SECOND", "UNIX_TIMESTAMP", "TO_SECONDS");

    private final @org.jspecify.annotations.Nullable Duration changes;

    WordGrain(@org.jspecify.annotations.Nullable Duration changes) {
        this.changes = changes;
    }

    /** Whether it is another one after so long. */
    public boolean changesIn(Duration passed) {
        return changes != null && passed.compareTo(changes) >= 0;
    }

    /** The finest that some code makes, an hour if nothing tells: {@code date_trunc('hour', now())::text}. */
    public static WordGrain of(List<Token> code) {
        return Stream.iterate(0, i -> i < code.size(), i -> i + 1)
                .flatMap(i -> at(code, i).stream())
                .min(WordGrain::compareTo)
                .orElse(HOUR);
    }

    private static Optional<WordGrain> at(List<Token> code, int i) {
        Token token = code.get(i);
        if (token.isAny(PERCENT)) {
            return text(code, i).map(WordGrain::percent);
        } else if (token.isAny(LETTERS)) {
            return text(code, i).map(WordGrain::letters);
        } else if (token.is("TO_CHAR")) {
            return text(code, i).map(WordGrain::template);
        } else if (token.isAny(FIELDS)) {
            return text(code, i).flatMap(text -> field(new Token(Token.Kind.WORD, text, 0, 0), code));
        }
        return field(token, code);
    }

    private static Optional<WordGrain> field(Token token, List<Token> code) {
        if (token.isAny(OF_SECONDS)) {
            boolean divided = has(code, "/") || has(code, "DIV");
            return Optional.of(divided ? HOUR : has(code, "*") ? FINE : SECOND);
        } else if (token.is("MINUTE") || token.is("MINUTES")) {
            return Optional.of(MINUTE);
        } else if (token.is("HOUR") || token.is("HOURS")) {
            return Optional.of(HOUR);
        } else if (token.isAny(OF_DAYS)) {
            return Optional.of(DAY);
        }
        return token.isAny(OF_MONTHS) ? Optional.of(MONTH) : Optional.empty();
    }

    private static boolean has(List<Token> code, String word) {
        return code.stream().anyMatch(token -> token.is(word));
    }

    /** The first text within the parentheses that follow. */
    private static Optional<String> text(List<Token> code, int function) {
        int depth = 0;
        for (int i = function + 1; i < code.size(); i++) {
            depth += Scan.depth(code.get(i));
            if (depth == 0) {
                return Optional.empty();
            } else if (code.get(i).kind() == Token.Kind.STRING) {
                return Optional.of(Tokenizer.content(code.get(i)));
            }
        }
        return Optional.empty();
    }

    /** {@code YYYY-MM-DD HH24}. */
    private static WordGrain template(String format) {
        String plain = QUOTED.matcher(format).replaceAll("").toUpperCase(java.util.Locale.ROOT);
        if (plain.matches(".*(MS|US|FF).*")) {
            return FINE;
        } else if (plain.contains("SS")) {
            return SECOND;
        } else if (plain.contains("MI")) {
            return MINUTE;
        } else if (plain.matches(".*(HH|AM|PM|A\\.M|P\\.M).*")) {
            return HOUR;
        }
        return plain.matches(".*[DJW].*") ? DAY : MONTH;
    }

    /** {@code yyyy-MM-dd HH}. */
    private static WordGrain letters(String format) {
        String plain = QUOTED.matcher(format).replaceAll("");
        if (plain.matches(".*[SAnN].*")) {
            return FINE;
        } else if (plain.contains("s")) {
            return SECOND;
        } else if (plain.contains("m")) {
            return MINUTE;
        }
        return plain.matches(".*[hHkKaB].*") ? HOUR : plain.matches(".*[dDEecFwW].*") ? DAY : MONTH;
    }

    /** {@code %Y-%m-%d %H}. */
    private static WordGrain percent(String format) {
        if (format.contains("%f")) {
            return FINE;
        } else if (format.matches(".*%[sSTr].*")) {
            return SECOND;
        } else if (format.contains("%i")) {
            return MINUTE;
        }
        return format.matches(".*%[hHIklp].*") ? HOUR : format.matches(".*%[deDjaWwuUvV].*") ? DAY : MONTH;
    }
}
