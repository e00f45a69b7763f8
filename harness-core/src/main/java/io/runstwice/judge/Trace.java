package io.runstwice.judge;

import io.runstwice.world.Access;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The events of a run, as far as they can excuse a double: which worker read which tables, which changes became
 * durable, which faults struck. A value.
 *
 * @param events in their order
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public record Trace(List<Event> events) {

    /** A trace of which nothing is known, so that it excuses nothing. */
    public static final Trace UNKNOWN = new Trace(List.of());

    /**
     * A table of a resource; {@link Access#ANY} for any table of it.
     *
     * @param resource the name of the resource
     * @param table the name of the table
     */
    @API(status = API.Status.INTERNAL, since = "0.2")
    public record Place(String resource, String table) {

        /** Whether both can be the same table. */
        boolean meets(Place other) {
            return resource.equals(other.resource)
                    && (table.equals(other.table) || table.equals(Access.ANY) || other.table.equals(Access.ANY));
        }

        /** Whether a test that writes this name means this place: {@code jobs}, or {@code db/jobs}. */
        boolean isCalled(String name) {
            return name.equalsIgnoreCase(table)
                    || name.equalsIgnoreCase(resource + "/" + table)
                    || name.equalsIgnoreCase(resource + table) && table.startsWith("/");
        }

        @Override
        public String toString() {
            return resource + " " + table;
        }
    }

    /**
     * Rows that were added, and are durable.
     *
     * @param place where
     * @param what what tells them from others
     * @param rows how many
     */
    @API(status = API.Status.INTERNAL, since = "0.2")
    public record Added(Place place, String what, int rows) {}

    /**
     * One step of a worker.
     *
     * @param worker the worker
     * @param read the places that the reply told of
     * @param written the places that were changed durably with it
     * @param added the rows that were added durably with it
     * @param fault the fault that struck it, or an empty text. The same text twice is the same fault
     * @param later whether time had passed before it, since the last event of any worker
     * @param late whether its request arrived later than others acted that it was sent before
     */
    @API(status = API.Status.INTERNAL, since = "0.2")
    public record Event(
            String worker,
            Set<Place> read,
            Set<Place> written,
            List<Added> added,
            String fault,
            boolean later,
            boolean late) {

        public Event {
            read = Set.copyOf(read);
            written = Set.copyOf(written);
            added = List.copyOf(added);
        }

        /** A worker began, went on or ended. */
        public static Event plain(String worker, boolean later) {
            return new Event(worker, Set.of(), Set.of(), List.of(), "", later, false);
        }
    }

    public Trace {
        events = List.copyOf(events);
    }
}
