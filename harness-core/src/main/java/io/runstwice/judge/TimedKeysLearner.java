package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Finds the columns of ids that are written as a time in what the baselines wrote. */
final class TimedKeysLearner {

    private TimedKeysLearner() {}

    /** A column that repeats what another one holds refers to that. */
    static TimedKeys in(List<List<TableChange>> baselines, Layouts schema, Known known, List<Seen> runs) {
        TreeMap<String, Layout.Field> fields = new TreeMap<>();
        baselines.get(0).forEach(change -> candidates(schema.of(change.table()))
                .forEach(field -> fields.put(field.id(), field)));
        List<Layout.Field> keysFirst = new ArrayList<>(fields.values());
        keysFirst.sort(Comparator.comparing(Layout.Field::key).reversed().thenComparing(Layout.Field::id));
        Set<String> found = new HashSet<>();
        List<Values<Object>> before = new ArrayList<>();
        for (Layout.Field field : keysFirst) {
            Values<Object> values =
                    Learned.written(baselines, schema, field).where(value -> !known.has(field.domain(), value));
            Values<Object> fresh = values.without(values.common());
            if (areTimes(field, fresh, known, runs) && before.stream().noneMatch(fresh::areAmong)) {
                found.add(field.domain());
                before.add(fresh);
            }
        }
        return new TimedKeys(Set.copyOf(found));
    }

    private static List<Layout.Field> candidates(Layout layout) {
        long keys = layout.fields().stream().filter(Layout.Field::key).count();
        return layout.fields().stream()
                .filter(field -> field.kind() != Kind.GENERATED && field.kind() != Kind.DATE && !field.reference())
                .filter(field -> field.key() && keys == 1 || NameHints.isId(field.name()))
                .toList();
    }

    private static boolean areTimes(Layout.Field field, Values<Object> values, Known known, List<Seen> runs) {
        if (values.isEmpty() || !values.isEven() || !values.areFresh()) {
            return false;
        }
        return new Learner(new Lessons(runs, known, field, TimedKeys.NONE, none -> false))
                .column(field.kind(), values)
                .filter(reading -> reading.noise().equals(Set.of(Noise.TIME)))
                .isPresent();
    }
}
