package io.runstwice.world;

import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The parts of its resource that an interaction reads and changes, by names of the resource's own: tables, files,
 * locks.
 *
 * <p>Two interactions commute if neither changes a part that the other reads or changes: their order cannot be told.
 * When in doubt a footprint is too large, never too small: that costs schedules, not bugs.
 *
 * @param reads the parts that it reads, locks for reading included
 * @param writes the parts that it changes, locks for writing included
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Footprint(Set<String> reads, Set<String> writes) {

    private static final String ALL = "*";

    public Footprint {
        reads = Set.copyOf(reads);
        writes = Set.copyOf(writes);
    }

    /** Touches nothing that others could notice. */
    public static Footprint none() {
        return new Footprint(Set.of(), Set.of());
    }

    /** May look at anything. */
    public static Footprint readingAll() {
        return new Footprint(Set.of(ALL), Set.of());
    }

    /** May change anything. */
    public static Footprint writingAll() {
        return new Footprint(Set.of(ALL), Set.of(ALL));
    }

    /** Whether it may be anything that is touched. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public boolean isUnknown() {
        return reads.contains(ALL) || writes.contains(ALL);
    }

    /** This and the other one together. */
    public Footprint and(Footprint other) {
        return new Footprint(union(reads, other.reads), union(writes, other.writes));
    }

    /** Whether the order of two interactions of one resource can be told. */
    public boolean conflictsWith(Footprint other) {
        return meet(writes, other.reads) || meet(writes, other.writes) || meet(reads, other.writes);
    }

    private static boolean meet(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return false;
        }
        return some.contains(ALL) || others.contains(ALL) || some.stream().anyMatch(others::contains);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Set.copyOf(
                Stream.concat(some.stream(), others.stream()).distinct().toList());
    }
}
