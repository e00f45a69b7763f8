package io.runstwice.explore;

import io.runstwice.run.ActTimes;
import io.runstwice.run.Run;
import io.runstwice.world.Clocks;
import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns which clock each column is written with: the baseline runs once more with the controlled clock shifted by a
 * day and more, and what moved by as much was written with it.
 */
final class LearntClocks {

    private final Map<String, Set<String>> controlled = new HashMap<>();
    private final Map<String, Set<String>> machine = new HashMap<>();
    private final Map<String, Set<String>> whole = new HashMap<>();
    private final Map<String, Table> given;
    private final Map<String, Map<String, Set<Object>>> fixed;
    private final Duration shift;
    private final Duration slack;

    private LearntClocks(State given, Run first, Run perturbed, Map<String, Map<String, Set<Object>>> fixed) {
        this.given = byName(given);
        this.fixed = fixed;
        this.shift = Duration.between(clock(first), clock(perturbed));
        this.slack = Duration.between(clock(first), end(perturbed)).abs().plusSeconds(5);
    }

    private static Instant clock(Run run) {
        return run.times().acts().get(0).clocks().get(0);
    }

    private static Instant end(Run run) {
        return run.times().acts().stream()
                .map(ActTimes::end)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * By the name of the resource.
     *
     * @param alike what every baseline wrote alike: it goes with no clock, so it does not tell with which one its
     *     column is written
     * @param asked whether the job has asked for the controlled clock
     * @throws Inconclusive if a column is written with both
     */
    static Map<String, Clocks> of(State given, Run first, Run perturbed, LikeTimes alike, boolean asked) {
        LearntClocks learnt = new LearntClocks(given, first, perturbed, alike.fixed());
        Map<String, Table> others = byName(perturbed.state());
        first.state().tables().forEach(table -> learnt.table(table, others.get(name(table))));
        Map<String, Clocks> clocks = new HashMap<>();
        first.state()
                .tables()
                .forEach(table -> clocks.computeIfAbsent(
                        table.resource(),
                        resource -> new Clocks(
                                learnt.controlled.getOrDefault(resource, Set.of()),
                                learnt.machine.getOrDefault(resource, Set.of()),
                                learnt.whole.getOrDefault(resource, Set.of()),
                                alike.fixed().getOrDefault(resource, Map.of()),
                                alike.unclear().getOrDefault(resource, Map.of()),
                                Set.of(),
                                false,
                                asked)));
        return clocks;
    }

    private static Map<String, Table> byName(State state) {
        Map<String, Table> tables = new HashMap<>();
        state.tables().forEach(table -> tables.put(name(table), table));
        return tables;
    }

    private static String name(Table table) {
        return table.resource() + " " + table.name();
    }

    private void table(Table first, Table perturbed) {
        if (perturbed == null) {
            return;
        }
        for (Column column : first.columns()) {
            if (column.kind() == Column.Kind.TIME) {
                column(first, column.name(), written(first, column.name()), written(perturbed, column.name()));
            }
        }
    }

    /** A service shows more columns when there is more to show. */
    private static List<Object> cells(Table table, String column, Set<Row> but) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                int place = i;
                List<Object> cells = new ArrayList<>();
                table.rows().stream()
                        .filter(row -> !but.contains(row) && row.cells().get(place) != null)
                        .forEach(row -> cells.add(row.cells().get(place)));
                return cells;
            }
        }
        return List.of();
    }

    /** The times of rows that were not given, in their order. */
    private List<Instant> written(Table table, String column) {
        Table before = given.get(name(table));
        Set<Row> known = before == null ? Set.of() : new HashSet<>(before.rows());
        Set<Object> cells = before == null ? new HashSet<>() : new HashSet<>(cells(before, column, Set.of()));
        cells.addAll(
                fixed.getOrDefault(table.resource(), Map.of()).getOrDefault(table.name() + "." + column, Set.of()));
        List<Instant> times = new ArrayList<>();
        cells(table, column, known).stream()
                .filter(cell -> cell instanceof Instant && !cells.contains(cell))
                .forEach(cell -> times.add((Instant) cell));
        times.sort(Instant::compareTo);
        return times;
    }

    private void column(Table table, String column, List<Instant> first, List<Instant> perturbed) {
        if (first.isEmpty() || first.size() != perturbed.size()) {
            return;
        }
        int moved = 0;
        int stood = 0;
        for (int i = 0; i < first.size(); i++) {
            Duration by = Duration.between(first.get(i), perturbed.get(i));
            moved += isWithin(by.minus(shift)) ? 1 : 0;
            stood += isWithin(by) ? 1 : 0;
        }
        String name = table.name() + "." + column;
        if (moved > 0 && stood > 0) {
            throw new Inconclusive(mixed(table.resource() + " " + name));
        }
        if (moved == first.size() || stood == first.size()) {
            (moved > 0 ? controlled : machine)
                    .computeIfAbsent(table.resource(), any -> new HashSet<>())
                    .add(name);
            if (first.stream().allMatch(at -> at.getNano() == 0)) {
                whole.computeIfAbsent(table.resource(), any -> new HashSet<>()).add(name);
            }
        }
    }

    private boolean isWithin(Duration by) {
        return by.abs().compareTo(slack) <= 0;
    }

    static String mixed(String column) {
        return "mixed clocks: " + column
                + " is written with delivery.clock() and with another clock, so nothing tells how old its"
                + " times are. Write it with one of them: with delivery.clock() wherever the job reads it so";
    }
}
