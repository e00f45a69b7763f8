package io.runstwice.judge;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Runs of the same schedule have to be the same once noise is read as noise. A job whose runs still differ cannot be
 * judged.
 */
final class Agreement {

    private static final int ENOUGH = 200;

    private Agreement() {}

    /** Each run left as many rows as the others, table by table. */
    static void onCounts(List<List<TableChange>> runs, Map<String, Integer> given) {
        Map<String, Integer> first = counts(runs.get(0));
        for (List<TableChange> run : runs) {
            Map<String, Integer> other = counts(run);
            TreeSet<String> tables = new TreeSet<>(first.keySet());
            tables.addAll(other.keySet());
            for (String table : tables) {
                int one = first.getOrDefault(table, given.getOrDefault(table, 0));
                int two = other.getOrDefault(table, given.getOrDefault(table, 0));
                if (one != two) {
                    throw count(table, one, two);
                }
            }
        }
    }

    private static Map<String, Integer> counts(List<TableChange> changes) {
        Map<String, Integer> counts = new HashMap<>();
        changes.forEach(change ->
                counts.put(Layouts.id(change.table()), change.table().rows().size()));
        return counts;
    }

    private static Unfit count(String table, int first, int other) {
        return new Unfit(table + " had " + first + " rows after the first run and " + other
                + " after another one without any fault; make the job deterministic there:"
                + " does it read the clock, random numbers or the order of rows?");
    }

    /** A run reads like the first one. */
    static void of(Side first, Side other) {
        if (first.text().equals(other.text())) {
            return;
        }
        Matching matching = Matching.of(first.lines(), other.lines());
        matching.missing().stream().limit(1).forEach(line -> {
            ComparedLine like = matching.surplus().stream()
                    .filter(candidate ->
                            candidate.layout().id().equals(line.layout().id()) && candidate.isGone() == line.isGone())
                    .limit(ENOUGH)
                    .max(Comparator.comparingInt(line::likeness))
                    .orElseThrow(() -> count(line.layout().id(), first.size(line.layout()), other.size(line.layout())));
            throw unlike(line, like);
        });
        throw new Unfit("two runs without any fault left rows that refer to each other differently;"
                + " make the job deterministic there");
    }

    private static Unfit unlike(ComparedLine line, ComparedLine like) {
        List<String> unlike = line.columnsUnlike(like);
        return line.layout().fields().stream()
                .filter(field -> unlike.contains(field.name()))
                .findFirst()
                .map(field -> Unfit.differs(field, new Misfit("", shown(line, field), shown(like, field))))
                .orElseThrow();
    }

    private static Object shown(ComparedLine line, Layout.Field field) {
        Object cell = line.cell(field.name());
        return cell == null ? "null" : cell;
    }
}
