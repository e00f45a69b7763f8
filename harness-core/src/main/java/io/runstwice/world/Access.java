package io.runstwice.world;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The tables of its resource that an interaction used: those that it read, those that it changed, and the rows that it
 * added. Tables have the names that the resource's states give them; {@link #ANY} stands for any of them.
 *
 * <p>An interaction that makes pending changes of others durable, as a COMMIT does, has changed and added the rows of
 * these changes.
 *
 * @param read tables of which the reply tells something
 * @param written tables whose rows it changed
 * @param added the rows that it added, as far as they can be counted, in their order
 * @param rolledBack whether the resource rolled back, of its own accord, the pending changes of the worker: a
 *     deadlock, a serialization failure
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record Access(Set<String> read, Set<String> written, List<Added> added, boolean rolledBack) {

    /** Any table of the resource. */
    public static final String ANY = "*";

    private static final Access NONE = new Access(Set.of(), Set.of(), List.of(), false);
    private static final Access UNKNOWN = new Access(Set.of(ANY), Set.of(ANY), List.of(new Added(ANY, "")), false);

    /**
     * Rows that were added.
     *
     * @param table where
     * @param what a text that tells them from other rows: a statement with its values, the text of a mail. Never shown
     * @param rows how many, at least one
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public record Added(String table, String what, int rows) {

        /** One row. */
        public Added(String table, String what) {
            this(table, what, 1);
        }
    }

    public Access {
        read = Set.copyOf(read);
        written = Set.copyOf(written);
        added = List.copyOf(added);
    }

    /** Nothing of any table. */
    public static Access none() {
        return NONE;
    }

    /** Nothing is known of the tables, so the interaction may have used any. */
    public static Access unknown() {
        return UNKNOWN;
    }

    /** The interaction added one row to a table, and may have read anything else of the resource. */
    public static Access adding(String table, String what) {
        return new Access(Set.of(ANY), Set.of(table), List.of(new Added(table, what)), false);
    }

    /** A look, which changed nothing. */
    public static Access reading(Set<String> tables) {
        return new Access(tables, Set.of(), List.of(), false);
    }
}
