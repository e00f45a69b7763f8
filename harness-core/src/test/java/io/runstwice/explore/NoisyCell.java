package io.runstwice.explore;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types of columns, each with an amount in it, or noise, or both.
 *
 * <p>The amount is 1600 at first, of a day or a time the value itself.
 */
enum NoisyCell {
    TEXT("text", true) {
        @Override
        String of(long amount, String noise) {
            return "etag=" + noise + ";bal=" + amount;
        }
    },
    VARCHAR("varchar(200)", true) {
        @Override
        String of(long amount, String noise) {
            return "paid bal " + amount + ".00 EUR <" + noise + ">";
        }
    },
    LINES("text", true) {
        @Override
        String of(long amount, String noise) {
            return "id: " + noise + "\nbal: " + amount + "\nby: card";
        }
    },
    JSONB("jsonb", true) {
        @Override
        String of(long amount, String noise) {
            return "{\"bal\": " + amount + ", \"n\": \"" + noise + "\", \"ok\": true}";
        }
    },
    DEEP("jsonb", true) {
        @Override
        String of(long amount, String noise) {
            return "{\"a\": [{\"b\": {\"bal\": " + amount + "}}, \"" + noise + "\"], \"v\": null}";
        }
    },
    NESTED("json", true) {
        @Override
        String of(long amount, String noise) {
            return "{\"body\": \"{\\\"bal\\\": " + amount + ", \\\"n\\\": \\\"" + noise + "\\\"}\"}";
        }
    },
    ARRAY("text[]", true) {
        @Override
        String of(long amount, String noise) {
            return "{\"bal " + amount + "\",\"" + noise + "\"}";
        }
    },
    COMPOSITE("pay", true) {
        @Override
        String of(long amount, String noise) {
            return "(" + amount + ",\"" + noise + "\")";
        }

        @Override
        long amount(String cell) {
            return Long.parseLong(cell.substring(1, cell.indexOf(',')));
        }
    },
    URL("text", true) {
        @Override
        String of(long amount, String noise) {
            return "https://pay.example/a/7?bal=" + amount + "&n="
                    + noise.replace("+", "%2B").replace(":", "%3A").replace(" ", "%20") + "#top";
        }
    },
    INT("int", false) {
        @Override
        String of(long amount, String noise) {
            return Long.toString(amount);
        }
    },
    NUMERIC("numeric(14,2)", false) {
        @Override
        String of(long amount, String noise) {
            return new BigDecimal(amount).movePointLeft(2).toPlainString();
        }

        @Override
        long amount(String cell) {
            return new BigDecimal(cell).movePointRight(2).longValue();
        }
    },
    INTS("int[]", false) {
        @Override
        String of(long amount, String noise) {
            return "{7," + amount + ",16}";
        }

        @Override
        long amount(String cell) {
            return Long.parseLong(cell.split(",")[1]);
        }
    },
    DAY("date", false) {
        @Override
        String of(long amount, String noise) {
            return LocalDate.of(2024, 2, 27).plusDays(amount - 1600).toString();
        }

        @Override
        long amount(String cell) {
            return 1600 + ChronoUnit.DAYS.between(LocalDate.of(2024, 2, 27), LocalDate.parse(cell));
        }
    },
    AT("timestamptz", false) {
        @Override
        String of(long amount, String noise) {
            return FIXED.plus(amount - 1600, ChronoUnit.HOURS).toString();
        }

        @Override
        long amount(String cell) {
            return 1600
                    + ChronoUnit.HOURS.between(
                            FIXED, OffsetDateTime.parse(cell, SQL).toInstant());
        }
    };

    static final DateTimeFormatter SQL = new java.time.format.DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("x")
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIXED = Instant.parse("2025-06-01T08:00:00Z");
    private static final Pattern AMOUNT = Pattern.compile("bal\\W{1,5}(-?\\d+)");

    final String type;
    final boolean holdsNoise;

    NoisyCell(String type, boolean holdsNoise) {
        this.type = type;
        this.holdsNoise = holdsNoise;
    }

    /** The cell as text. */
    abstract String of(long amount, String noise);

    /** The amount in a cell. */
    long amount(String cell) {
        Matcher amount = AMOUNT.matcher(cell);
        if (!amount.find()) {
            return Long.parseLong(cell);
        }
        return Long.parseLong(amount.group(1));
    }
}
