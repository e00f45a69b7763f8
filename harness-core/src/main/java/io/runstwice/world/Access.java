package io.runstwice.world;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What an interaction had to do with the tables of its resource: what it looked at, what it changed, which rows it
 * added. Tables have the names that the resource's states give them; {@link #ANY} stands for any of them.
 *
 * <p>An interaction that makes durable what others had left pending, as a COMMIT does, has changed and added what they
 * had.
 *
 * @param read tables of which the reply tells something
 * @param written tables whose rows it changed
 * @param added the rows that it added, as far as they can be counted, in their order
 * @param rolledBack whether the resource rolled back, of its own accord, what the worker had pending: a deadlock, a
 *     serialization failure
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
     * @param what what tells them from others: a statement with its values, the text of a mail. Never shown
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

    /** Nothing is known of it, so that it may have been anything. */
    public static Access unknown() {
        return UNKNOWN;
    }

    /** One row was added to a table, whatever else of the resource it looked at. */
    public static Access adding(String table, String what) {
        return new Access(Set.of(ANY), Set.of(table), List.of(new Added(table, what)), false);
    }

    /** A look, which changed nothing. */
    public static Access reading(Set<String> tables) {
        return new Access(tables, Set.of(), List.of(), false);
    }
}
