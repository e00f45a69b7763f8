package io.runstwice.world;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The numbers that a generator gave while a state came about: one of them, wherever it stands, was drawn. There may be
 * more in the range than were given.
 *
 * @param resource the resource that the generator belongs to
 * @param generator its name
 * @param from the lowest number
 * @param to the highest one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DrawnNumbers(String resource, String generator, long from, long to) {

    public DrawnNumbers {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(generator, "generator");
    }

    /** Whether a number may have been drawn there. */
    public boolean has(long number) {
        return from <= number && number <= to;
    }
}
