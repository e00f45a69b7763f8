package io.runstwice.judge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways to write a point in time as text or as a number. */
enum StampForm implements MomentForm<String, Stamp> {
    /**
     * ISO 8601 as Java, databases and JSON libraries write it: {@code 2026-11-29T16:08:40.123Z},
     * {@code 2026-11-29 16:08:40.123+00}.
     */
    ISO {
        @Override
        Optional<Stamp> parsed(String text) {
            Matcher parts = ISO_TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 5), number(parts, 6));
            String fraction = parts.group(8) == null ? "" : parts.group(8);
            local = local.plusSeconds(parts.group(7) == null ? 0 : number(parts, 7))
                    .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
            String zone = parts.group(9) == null ? "" : parts.group(9);
            String around = parts.group(4) + zone + (parts.group(10) == null ? "" : parts.group(10));
            return Optional.of(new Stamp(local.toInstant(Dress.offset(zone.trim())), around));
        }
    },
    /** {@code 20261129T160840Z}, {@code 20261129160840123}. */
    COMPACT {
        @Override
        Optional<Stamp> parsed(String text) {
            Matcher parts = COMPACT_TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 5),
                    number(parts, 6),
                    number(parts, 7));
            String fraction = parts.group(8) == null ? "" : parts.group(8);
            local = local.plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
            return Optional.of(new Stamp(local.toInstant(ZoneOffset.UTC), parts.group(4) + parts.group(9)));
        }
    },
    /** RFC 1123, as headers of HTTP and mails show it: {@code Sun, 29 Nov 2026 16:08:40 GMT}. */
    HTTP(Dress.of("\\w{3}, \\d{1,2} \\w{3} \\d{4} ", "EEE, d MMM uuuu ")),
    /** {@code 29.11.2026 16:08}, {@code 29.11.2026, 16:08:40}. */
    GERMAN(Dress.of("\\d{1,2}\\.\\d{1,2}\\.\\d{4},? ", "d.M.uuuu[','] ")),
    /** {@code 11/29/2026 4:08 PM}. */
    US(Dress.ofTwelveHours("\\d{1,2}/\\d{1,2}/\\d{4},? ", "M/d/uuuu[','] ")),
    /** {@code 11/29/2026 16:08}. */
    US_LONG_DAY(Dress.of("\\d{1,2}/\\d{1,2}/\\d{4},? ", "M/d/uuuu[','] ")),
    /** {@code 29/11/2026 16:08}. */
    BRITISH(Dress.of("\\d{1,2}/\\d{1,2}/\\d{4},? ", "d/M/uuuu[','] ")),
    /** {@code 2026/11/29 16:08:40}. */
    SLASHES(Dress.of("\\d{4}/\\d{1,2}/\\d{1,2} ", "uuuu/M/d ")),
    /** {@code 29 Nov 2026 16:08}. */
    DAY_AND_MONTH(Dress.of("\\d{1,2} \\w{3} \\d{4},? ", "d MMM uuuu[','] ")),
    /** As Java shows a time to Americans: {@code Nov 29, 2026, 4:08:40 PM}. */
    MONTH_AND_DAY(Dress.ofTwelveHours("\\w{3} \\d{1,2}, \\d{4},? ", "MMM d, uuuu[','] ")),
    /** As servers log it: {@code 29/Nov/2026:16:08:40 +0000}. */
    LOG(Dress.of("\\d{1,2}/\\w{3}/\\d{4}:", "d/MMM/uuuu:")),
    /** As {@code java.util.Date} prints it: {@code Sun Nov 29 16:08:40 UTC 2026}. */
    DATE {
        @Override
        Optional<Stamp> parsed(String text) {
            Matcher parts = DATE_TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            LocalDateTime local = LocalDateTime.parse(
                    parts.group(1) + " " + parts.group(3),
                    DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss uuuu", Locale.US));
            return Optional.of(new Stamp(local.toInstant(ZoneOffset.UTC), parts.group(2)));
        }
    },
    /** {@code 16:08}, {@code 16:08:40.123+01}: of the day at which the machine's clock comes nearest to it. */
    TIME_OF_DAY {
        @Override
        Optional<Stamp> parsed(String text) {
            return DayTime.parsed(text, Instant.EPOCH);
        }

        @Override
        public Stream<Stamp> read(String text, ActMoments run) {
            return DayTime.nearest(text, run.nows().stream().map(Observation.Act::begin));
        }
    },
    /** The same of the day at which the controlled clock does. */
    CONTROLLED_TIME_OF_DAY {
        @Override
        Optional<Stamp> parsed(String text) {
            return DayTime.parsed(text, Instant.EPOCH);
        }

        @Override
        public Stream<Stamp> read(String text, ActMoments run) {
            return DayTime.nearest(text, run.clocks().stream());
        }
    },
    /** Seconds since 1970. */
    SECONDS {
        @Override
        Optional<Stamp> parsed(String text) {
            return epoch(text, 0, FAR);
        }
    },
    /** Milliseconds since 1970. */
    MILLISECONDS {
        @Override
        Optional<Stamp> parsed(String text) {
            return epoch(text, 3, FAR);
        }
    },
    /** Microseconds since 1970. */
    MICROSECONDS {
        @Override
        Optional<Stamp> parsed(String text) {
            return epoch(text, 6, FAR);
        }
    },
    /** Nanoseconds since 1970: of numbers with so many digits some are ids, so these have to be near. */
    NANOSECONDS {
        @Override
        Optional<Stamp> parsed(String text) {
            return epoch(text, 9, NEAR);
        }
    };

    private static final Duration FAR = Duration.ofDays(30 * 365);
    private static final Duration NEAR = Duration.ofDays(7 * 365);
    private static final int LONGEST = 64;
    private static final int SHORTEST = 5;
    static final String ISO_PATTERN =
            "(\\d{4})-(\\d\\d)-(\\d\\d)([T ])(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?"
                    + "( ?(?:Z|UTC|[+-]\\d\\d(?::?\\d\\d)?))?(\\[[\\w/+-]+\\])?";
    private static final Pattern ISO_TEXT = Pattern.compile(ISO_PATTERN);
    private static final Pattern COMPACT_TEXT =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(T?)(\\d\\d)(\\d\\d)(\\d\\d)\\.?(\\d{1,9})?(Z?)");
    static final String DATE_PATTERN = "\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d \\w{3,5} \\d{4}";
    private static final Pattern DATE_TEXT =
            Pattern.compile("(\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d) (\\w{3,5}) (\\d{4})");
    private static final Pattern NUMBER = Pattern.compile("\\d{9,20}(\\.\\d{1,12})?");

    private final Optional<Dress> dress;

    StampForm() {
        this.dress = Optional.empty();
    }

    StampForm(Dress dress) {
        this.dress = Optional.of(dress);
    }

    /** The pattern of a time that may stand anywhere in a text. */
    static String regex() {
        return Stream.concat(
                        Stream.of(ISO_PATTERN.replaceAll("\\((?!\\?)", "(?:"), DATE_PATTERN, DayTime.REGEX),
                        Arrays.stream(values())
                                .flatMap(form -> form.dress.stream())
                                .map(Dress::regex))
                .collect(Collectors.joining("|"));
    }

    /** Whether any form shows a time by this text. */
    static boolean isTime(String text) {
        return Arrays.stream(values()).anyMatch(form -> form.read(text).isPresent());
    }

    @Override
    public Stream<Stamp> read(String text, ActMoments run) {
        return read(text).stream();
    }

    /** The point in time that a text shows if it is of this form. */
    final Optional<Stamp> read(String text) {
        if (text.length() > LONGEST || text.length() < SHORTEST) {
            return Optional.empty();
        }
        try {
            return parsed(text);
        } catch (DateTimeException | ArithmeticException none) {
            return Optional.empty();
        }
    }

    Optional<Stamp> parsed(String text) {
        return dress.flatMap(some -> some.parsed(text));
    }

    boolean isNumber() {
        return ordinal() >= SECONDS.ordinal();
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static Optional<Stamp> epoch(String text, int digits, Duration far) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text).movePointLeft(digits);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        Instant at = Instant.ofEpochSecond(whole.longValueExact(), nanos);
        boolean isFar = Duration.between(CENTRE, at).abs().compareTo(far) > 0;
        return isFar ? Optional.empty() : Optional.of(new Stamp(at, "epoch" + digits));
    }

    /** The point from which "far" is measured: not the present, because a reading must not depend on it. */
    private static final Instant CENTRE =
            LocalDate.of(2026, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
}
