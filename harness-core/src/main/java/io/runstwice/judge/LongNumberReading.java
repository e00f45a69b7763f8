package io.runstwice.judge;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Reads numbers of so many digits, other ones in each baseline, that they count nothing: Snowflake and TSID numbers,
 * random 64 bits.
 */
final class LongNumberReading implements Reading<String> {

    private static final Pattern LONG = Pattern.compile("-?[1-9]\\d{14,38}");

    private LongNumberReading() {}

    static Optional<LongNumberReading> of(Values<String> varying) {
        boolean all = varying.all().allMatch(value -> LONG.matcher(value).matches());
        return all && varying.areFresh() ? Optional.of(new LongNumberReading()) : Optional.empty();
    }

    @Override
    public Optional<Term> read(String value, Seen run) {
        return LONG.matcher(value).matches() ? Optional.of(Term.of(new Atom(Atom.RANDOM, value))) : Optional.empty();
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        to.accept(path, Noise.GENERATED);
    }
}
