package io.runstwice.jdbc;

import io.runstwice.world.Footprint;
import java.util.HashSet;
import java.util.Set;

/** Collects what a statement looks at and changes, and what of that its transaction holds. */
final class Reach {

    private final Set<String> reads = new HashSet<>();
    private final Set<String> writes = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private boolean everything;

    /** May do anything. */
    void all() {
        everything = true;
    }

    /** Looks at rows, without a lock on them. */
    void reads(String table) {
        reads.add(table);
        use(table);
    }

    /** Looks at rows in a way that holds them, or will look again when the transaction ends. */
    void checks(String table) {
        reads.add(table);
        kept.add(table);
        use(table);
    }

    /** A statement that writes may hold what it looks at: MariaDB locks what INSERT … SELECT reads. */
    void holds() {
        kept.addAll(reads);
    }

    /** Changes or locks rows. */
    void writes(String table) {
        writes.add(table);
        use(table);
    }

    /** Takes something that is no table. */
    void takes(String name) {
        writes.add(name);
    }

    /** Locks a table as a whole. */
    void locks(String table) {
        writes.add(table);
        writes.add(lock(table));
    }

    /** Whoever as much as reads a table keeps others from locking it as a whole. */
    private void use(String table) {
        reads.add(lock(table));
        kept.add(lock(table));
    }

    private static String lock(String table) {
        return table + " (table lock)";
    }

    Touch touch() {
        return everything ? Touch.EVERYTHING : new Touch(new Footprint(reads, writes), new Footprint(kept, writes));
    }
}
