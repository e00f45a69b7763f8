package io.runstwice.judge;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a value among others of its kind: of a time in its column, of a drawn number in its domain.
 *
 * @param scale two positions can be compared only on the same one
 * @param value how far up
 */
record Position(String scale, BigInteger value) {

    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);

    /** {@code 17} and {@code ch_17} come from counters; text with more digits elsewhere may be random. */
    private static final Pattern COUNTED = Pattern.compile("(\\D*?)(-?[0-9]+)");

    /** The position of a cell, if its kind has an order. */
    static Optional<Position> of(String domain, Object cell) {
        if (cell instanceof Instant instant) {
            BigInteger seconds = BigInteger.valueOf(instant.getEpochSecond());
            return Optional.of(
                    new Position(domain, seconds.multiply(SECOND).add(BigInteger.valueOf(instant.getNano()))));
        }
        String text = cell.toString();
        if (Uuids.is(text)) {
            return Uuids.isOrdered(text) ? Optional.of(new Position(domain, Uuids.time(text))) : Optional.empty();
        }
        Matcher counted = COUNTED.matcher(text);
        return counted.matches()
                ? Optional.of(new Position(domain + " " + counted.group(1), new BigInteger(counted.group(2))))
                : Optional.empty();
    }
}
