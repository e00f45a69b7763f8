package io.runstwice.incident;

import io.runstwice.world.State;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tables of a world, in which the names of a report are looked up.
 *
 * @param names every one that was seen
 */
record Tables(List<Name> names) {

    private static final int MOST_NAMED = 12;

    /** The name that identifies a table. */
    record Name(String resource, String table) {

        @Override
        public String toString() {
            return resource + " " + table;
        }
    }

    /** The tables of some states. */
    static Tables of(List<State> states) {
        return new Tables(states.stream()
                .flatMap(state -> state.tables().stream())
                .map(table -> new Name(table.resource(), table.name()))
                .distinct()
                .toList());
    }

    /**
     * The tables that the report's author can mean by this: by the whole name, by one half of it, or by some words of
     * it.
     */
    List<Name> meant(String where) {
        String mine = where.strip().toLowerCase(Locale.ROOT);
        List<Name> exactly = names.stream()
                .filter(name -> mine.equals(name.toString().toLowerCase(Locale.ROOT))
                        || mine.equals(name.table().toLowerCase(Locale.ROOT)))
                .toList();
        List<Name> ofResource = names.stream()
                .filter(name -> mine.equals(name.resource().toLowerCase(Locale.ROOT)))
                .toList();
        if (!exactly.isEmpty() || !ofResource.isEmpty()) {
            return exactly.isEmpty() ? ofResource : exactly;
        }
        List<String> words = List.of(mine.split(" "));
        return names.stream()
                .filter(name -> words.stream()
                        .allMatch(
                                word -> name.toString().toLowerCase(Locale.ROOT).contains(word)))
                .toList();
    }

    @Override
    public String toString() {
        return names.stream().limit(MOST_NAMED).map(Name::toString).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }
}
