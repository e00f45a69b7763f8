package io.runstwice.schedule;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The interaction that a fault hits: the n-th of its kind within one delivery.
 *
 * <p>Its text is {@code db INSERT charges #1}.
 *
 * @param resource the name of the resource
 * @param label the label of the interaction
 * @param occurrence which one with this resource and label, from 1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Point(String resource, String label, int occurrence) {

    public Point {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(label, "label");
        if (occurrence < 1) {
            throw new IllegalArgumentException("occurrences count from 1, but this is " + occurrence);
        }
    }

    @Override
    public String toString() {
        return resource + " " + label + " #" + occurrence;
    }
}
