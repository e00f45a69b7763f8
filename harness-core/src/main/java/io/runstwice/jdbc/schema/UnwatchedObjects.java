package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Beyond;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects of a database beside the tables that are watched: code that statements run, and tables that are not
 * watched. Names are in small letters.
 *
 * @param builtIn functions of the server, and of its extensions, that change nothing and read no table: by the catalog,
 *     not by their names
 * @param readers the same that may read any table
 * @param outward functions of the server that reach beyond its tables, with how; {@code table x} for those that do so
 *     when they are read
 * @param routines the users' routines, overloads included
 * @param fired {@code schema.table} with the qualified names of the routines that run when it is written
 * @param implicit operators, with the qualified names of the routines behind; {@code ::type} for casts to it that are
 *     spelt out, and for domains, {@code *} for those that no statement shows
 * @param attributes routines that can be called like a column of a row
 * @param strangers {@code schema.table} of tables that are not watched, with their kind
 * @param views {@code schema.view} with its query, unless {@link Ties} knows it
 * @param outer {@code schema.table} with tables that are not watched, but are written with it
 * @param mariaDb whether SQL is read as MariaDB does, where each statement of a procedure commits by itself if no
 *     transaction is open
 */
public record UnwatchedObjects(
        Set<String> builtIn,
        Set<String> readers,
        Map<String, Beyond.Kind> outward,
        List<Routine> routines,
        Map<String, Set<String>> fired,
        Map<String, Set<String>> implicit,
        Set<String> attributes,
        Map<String, String> strangers,
        Map<String, String> views,
        Map<String, String> outer,
        boolean mariaDb) {

    static final UnwatchedObjects NONE = new UnwatchedObjects(
            Set.of(), Set.of(), Map.of(), List.of(), Map.of(), Map.of(), Set.of(), Map.of(), Map.of(), Map.of(), false);

    /** How casts that are spelt out begin among operators. */
    static final String CAST = "::";

    /** How those are called that no statement shows. */
    public static final String ANY = "*";

    public UnwatchedObjects {
        builtIn = Set.copyOf(builtIn);
        readers = Set.copyOf(readers);
        outward = Map.copyOf(outward);
        routines = List.copyOf(routines);
        fired = Map.copyOf(fired);
        implicit = Map.copyOf(implicit);
        attributes = Set.copyOf(attributes);
        strangers = Map.copyOf(strangers);
        views = Map.copyOf(views);
        outer = Map.copyOf(outer);
    }
}
