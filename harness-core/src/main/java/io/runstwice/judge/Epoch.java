package io.runstwice.judge;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Numbers that count from 1970: seconds, milliseconds or microseconds. */
enum Epoch {
    SECONDS(0),
    MILLISECONDS(3),
    MICROSECONDS(6);

    private static final Duration FAR = Duration.ofDays(400);

    private final int digits;

    Epoch(int digits) {
        this.digits = digits;
    }

    /** The instant that a number means, if it can mean one. */
    Optional<Instant> read(String number) {
        try {
            BigDecimal seconds = new BigDecimal(number).movePointLeft(digits);
            BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
            long nanos = seconds.subtract(whole).movePointRight(9).longValue();
            return Optional.of(Instant.ofEpochSecond(whole.longValueExact(), nanos));
        } catch (ArithmeticException | DateTimeException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /**
     * The unit in which every baseline wrote times into a column, if it did: all of them the present, or all within 400 days of
     * it and not the same numbers in each. No amount does either by chance.
     */
    static Optional<Epoch> of(Layout.Field field, List<Written> written, List<Window> windows) {
        return List.of(values()).stream()
                .filter(unit -> unit.allMatch(field, written, windows, true)
                        || !isConstant(field, written) && unit.allMatch(field, written, windows, false))
                .findFirst();
    }

    private static boolean isConstant(Layout.Field field, List<Written> written) {
        return written.stream().map(some -> some.cells(field)).distinct().count() < 2;
    }

    private boolean allMatch(Layout.Field field, List<Written> written, List<Window> windows, boolean now) {
        for (int i = 0; i < written.size(); i++) {
            Window window = windows.get(i);
            boolean all = written.get(i).cells(field).stream().allMatch(cell -> read(cell.toString())
                    .filter(instant -> now ? window.isNow(instant, Window.SLACK) : isNear(instant, window))
                    .isPresent());
            if (!all) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(Instant instant, Window window) {
        return Duration.between(window.begin(), instant).abs().compareTo(FAR) < 0
                || Duration.between(window.clock(), instant).abs().compareTo(FAR) < 0;
    }
}
