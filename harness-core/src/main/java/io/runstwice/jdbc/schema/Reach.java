package io.runstwice.jdbc.schema;

import io.runstwice.world.Footprint;
import java.util.HashSet;
import java.util.Set;

/**
 * Collects what a statement looks at and changes, and what of that its transaction holds.
 *
 * <p>A table has three names here. Its own stands for the rows that are committed; one for the versions of rows that a
 * transaction has written or locked, which plain queries pass by where the database keeps versions; and one for its
 * lock as a whole.
 */
public final class Reach {

    private static final String ROWS = " (rows)";

    private final boolean versions;
    private final Set<String> reads = new HashSet<>();
    private final Set<String> writes = new HashSet<>();
    private final Set<String> pending = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private boolean everything;

    /**
     * @param versions whether a plain query sees committed rows alone, and does not wait for rows that other sessions
     *     hold
     */
    Reach(boolean versions) {
        this.versions = versions;
    }

    /** May do anything. */
    void all() {
        everything = true;
    }

    /** Looks at rows, without a lock on them. */
    void reads(String table) {
        reads.add(table);
        if (!versions) {
            reads.add(rows(table));
        }
        use(table);
    }

    /** Looks at rows in a way that holds them, or will look again when the transaction ends. */
    void checks(String table) {
        reads.add(table);
        reads.add(rows(table));
        kept.add(table);
        kept.add(rows(table));
        use(table);
    }

    /** A statement that writes may hold the rows that it reads: MariaDB locks the rows that INSERT … SELECT reads. */
    void holds() {
        kept.addAll(reads);
    }

    /** Changes rows. Sessions that do not lock them notice when its transaction ends. */
    void writes(String table) {
        pending.add(table);
        use(table);
    }

    /** Locks rows and changes none. */
    void lockRows(String table) {
        reads.add(table);
        writes.add(rows(table));
        kept.add(table);
        if (!versions) {
            writes.add(table);
        }
        use(table);
    }

    /** Takes something that is no table. */
    void takes(String name) {
        writes.add(name);
    }

    /** Locks a table as a whole. */
    void locks(String table) {
        writes.add(table);
        writes.add(rows(table));
        writes.add(lock(table));
    }

    /** A statement that only reads a table keeps others from locking it as a whole. */
    private void use(String table) {
        reads.add(lock(table));
        kept.add(lock(table));
    }

    private static String lock(String table) {
        return table + " (table lock)";
    }

    /** How a footprint names the versions of a table's rows that are not committed, and the locks on them. */
    public static String rows(String table) {
        return table + ROWS;
    }

    Touch touch() {
        if (everything) {
            return Touch.EVERYTHING;
        }
        Set<String> all = new HashSet<>(writes);
        Set<String> unseen = new HashSet<>(writes);
        Set<String> looks = new HashSet<>(reads);
        for (String table : pending) {
            all.add(table);
            all.add(rows(table));
            looks.add(table);
            unseen.add(rows(table));
        }
        Footprint now = new Footprint(reads, all);
        Footprint within = versions ? new Footprint(looks, unseen) : now;
        return new Touch(now, within, new Footprint(kept, all));
    }
}
