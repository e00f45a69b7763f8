package io.runstwice.judge;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads UUIDs that were other ones in each baseline. */
record UuidReading(Known known) implements Reading<String> {

    static Optional<UuidReading> of(Values<String> varying, Known known) {
        return varying.all().allMatch(value -> Uuids.is(value) && !known.hasUuid(value))
                ? Optional.of(new UuidReading(known))
                : Optional.empty();
    }

    @Override
    public Optional<Term> read(String value, Seen run) {
        return Uuids.is(value) && !known.hasUuid(value) ? Optional.of(Term.of(Uuids.atom(value))) : Optional.empty();
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        to.accept(path, Noise.GENERATED);
    }
}
