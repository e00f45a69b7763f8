package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.DrawnNumbers;
import io.runstwice.world.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that the generators of a run gave, by where they were drawn. Values that were given are none of them. */
final class Drawn {

    /** By the form of a value: the values themselves, by where they were drawn. */
    private final Map<String, Map<String, String>> values = new HashMap<>();

    private final List<DrawnNumbers> numbers;

    private Drawn(List<DrawnNumbers> numbers) {
        this.numbers = numbers;
    }

    /** @param numbers what generators gave, wherever it stands: what a column says of a value goes first */
    static Drawn in(
            List<TableChange> changes, List<DrawnNumbers> numbers, Layouts schema, Known known, TimedKeys timed) {
        Drawn drawn = new Drawn(numbers);
        for (TableChange change : changes) {
            for (Layout.Field field : schema.of(change.table()).fields()) {
                if (field.kind() == Kind.GENERATED) {
                    drawn.add(change, field, known, Stream::of);
                } else if (timed.has(field) && !field.reference()) {
                    drawn.add(change, field, known, TimesInText::with);
                }
            }
        }
        return drawn;
    }

    private void add(TableChange change, Layout.Field field, Known known, Function<String, Stream<String>> looks) {
        for (Row row : change.fresh()) {
            Object cell = row.cells().get(field.index());
            if (cell != null && !known.has(field.domain(), cell)) {
                String value = cell.toString();
                looks.apply(value).forEach(look -> add(look, field.domain(), value));
            }
        }
    }

    private void add(String look, String domain, String value) {
        Map<String, String> before = values.get(look);
        if (before == null) {
            values.put(look, Map.of(domain, value));
        } else if (!value.equals(before.get(domain))) {
            Map<String, String> more = new HashMap<>(before);
            more.put(domain, more.containsKey(domain) ? look : value);
            values.put(look, more);
        }
    }

    /** Where this value was drawn: more than one place if two generators gave it. */
    Set<String> domainsOf(String value) {
        Map<String, String> found = values.get(value);
        return found == null && !numbers.isEmpty() ? domainsOfNumber(value) : found == null ? Set.of() : found.keySet();
    }

    /** A number may have zeros before it. */
    private Set<String> domainsOfNumber(String text) {
        OptionalLong number = Numbers.whole(text);
        return number.isEmpty()
                ? Set.of()
                : numbers.stream()
                        .filter(some -> some.has(number.getAsLong()))
                        .map(Drawn::domain)
                        .collect(Collectors.toSet());
    }

    static String domain(DrawnNumbers numbers) {
        return numbers.resource() + " sequence " + numbers.generator() + ".next";
    }

    /**
     * The value of this domain that looks like this. A UUID is the same wherever it stands, in text and in a column of
     * its own type alike.
     */
    Atom atom(String domain, String look) {
        Map<String, String> found = values.get(look);
        if (Uuids.is(look)) {
            return Uuids.atom(look);
        } else if (found == null) {
            OptionalLong number = Numbers.whole(look);
            return new Atom(domain, number.isPresent() ? Long.toString(number.getAsLong()) : look);
        }
        return new Atom(domain, found.getOrDefault(domain, look));
    }
}
