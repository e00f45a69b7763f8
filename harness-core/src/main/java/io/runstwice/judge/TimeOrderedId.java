package io.runstwice.judge;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids that begin with the time at which they were drawn. Several that were drawn within a second agree in their first
 * characters, and one that is drawn later does not: these characters are no literal.
 *
 * <p>Forms: <a href="https://github.com/ulid/spec">ULID</a>, <a
 * href="https://www.mongodb.com/docs/manual/reference/bson-types/#objectid">ObjectId</a>,
 * <a href="https://github.com/segmentio/ksuid">KSUID</a> <a href="https://github.com/rs/xid">xid</a>,
 * <a href="https://github.com/f4b6a3/tsid-creator">TSID</a> and version 7 of
 * <a href="https://www.rfc-editor.org/rfc/rfc9562">UUIDs</a> without dashes. A text counts as one only if its time lies
 * near the runs that wrote it.
 */
enum TimeOrderedId {
    ULID("[0-7][0-9A-HJKMNP-TV-Z]{25}", 26, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 10, 80, 0, 1),
    OBJECT_ID("[0-9a-f]{24}", 24, "0123456789abcdef", 8, 64, 0, 1_000),
    KSUID(
            "[0-9A-Za-z]{27}",
            27,
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            7,
            128,
            1_400_000_000,
            1_000),
    XID("[0-9a-v]{20}", 20, "0123456789abcdefghijklmnopqrstuv", 7, 68, 0, 1_000),
    TSID("[0-9A-HJKMNP-TV-Z]{13}", 13, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 9, 22, 1_577_836_800, 1),
    UUID_7("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", 32, "0123456789abcdef", 12, 80, 0, 1);

    /** The controlled clock of a perturbed baseline is a day or two ahead. */
    private static final Duration NEAR = Duration.ofDays(4);

    private final Pattern form;
    private final int length;
    private final String digits;
    private final int leading;
    private final int bitsAfter;
    private final long epochSecond;
    private final long unitMillis;

    /**
     * @param length how many characters it has
     * @param leading how many characters the time reaches into
     * @param bitsAfter how many bits follow the time
     * @param epochSecond where its time begins
     * @param unitMillis the unit in which its time counts
     */
    TimeOrderedId(
            String form, int length, String digits, int leading, int bitsAfter, long epochSecond, long unitMillis) {
        this.form = Pattern.compile(form);
        this.length = length;
        this.digits = digits;
        this.leading = leading;
        this.bitsAfter = bitsAfter;
        this.epochSecond = epochSecond;
        this.unitMillis = unitMillis;
    }

    /**
     * The form of id that all these texts are, or end with.
     *
     * @param before how many characters may stand before the id
     * @param near when they were drawn
     */
    static Optional<TimeOrderedId> of(List<String> texts, int before, Collection<Instant> near) {
        int length = texts.get(0).length();
        return Arrays.stream(values())
                .filter(id -> length >= id.length && length - id.length <= before)
                .filter(id -> texts.stream()
                        .allMatch(
                                text -> text.length() == length && id.isOne(text.substring(length - id.length), near)))
                .findFirst();
    }

    int length() {
        return length;
    }

    /** How many characters the time reaches into. */
    int leading() {
        return leading;
    }

    private boolean isOne(String text, Collection<Instant> near) {
        if (!form.matcher(text).matches()) {
            return false;
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            number = number.multiply(BigInteger.valueOf(digits.length()))
                    .add(BigInteger.valueOf(digits.indexOf(text.charAt(i))));
        }
        long millis = number.shiftRight(bitsAfter).longValue() * unitMillis + epochSecond * 1_000;
        return near.stream()
                .anyMatch(now -> Math.abs(Math.subtractExact(now.toEpochMilli(), millis)) <= NEAR.toMillis());
    }
}
