package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every way of spoiling a final state in one place: a row dropped or doubled, a cell emptied or flipped, a reference
 * that leads elsewhere. A judge that finds one of them right is blind there.
 *
 * <p>Left out is only what means nothing: another value for a generated id that nothing refers to, and text that was
 * another one in each baseline.
 */
public final class Mutants {

    private static final Duration OFTEN_ENOUGH = Duration.ofDays(3).plusMinutes(7);

    private final Observation run;
    private final Set<String> noise;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutants(Observation run, Set<String> noise) {
        this.run = run;
        this.noise = noise;
    }

    /**
     * A spoiled run.
     *
     * @param name what was done to it
     * @param run what it looks like now
     */
    public record Mutant(String name, Observation run) {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * All mutants of a final state.
     *
     * @param judge knows what is noise
     * @param run a run that is right
     */
    public static List<Mutant> of(Judge judge, Observation run) {
        Set<String> noise = judge.noise().stream()
                .filter(entry -> entry.endsWith("(random token)"))
                .map(entry -> entry.substring(0, entry.lastIndexOf(' ')))
                .collect(Collectors.toSet());
        Mutants mutants = new Mutants(run, noise);
        for (int table = 0; table < run.state().tables().size(); table++) {
            mutants.spoil(table);
        }
        return mutants.mutants;
    }

    private void spoil(int table) {
        Table whole = run.state().tables().get(table);
        for (int row = 0; row < whole.rows().size(); row++) {
            String name = whole.resource() + " " + whole.name() + " row " + (row + 1);
            List<Row> dropped = new ArrayList<>(whole.rows());
            dropped.remove(row);
            add(name + " dropped", table, dropped);
            List<Row> doubled = new ArrayList<>(whole.rows());
            doubled.add(whole.rows().get(row));
            add(name + " doubled", table, doubled);
            List<Row> again = new ArrayList<>(whole.rows());
            again.add(withNewKeys(whole, whole.rows().get(row)));
            add(name + " doubled under another id", table, again);
            for (int column = 0; column < whole.columns().size(); column++) {
                spoil(table, row, column);
            }
        }
    }

    private void spoil(int table, int row, int column) {
        Table whole = run.state().tables().get(table);
        Column spoiled = whole.columns().get(column);
        if (spoiled.kind() == Column.Kind.REMARK) {
            return;
        }
        Object cell = whole.rows().get(row).cells().get(column);
        Set<Object> others = others(whole, spoiled, cell);
        if (cell != null) {
            others.add(NOTHING);
        }
        for (Object other : others) {
            List<Row> rows = new ArrayList<>(whole.rows());
            List<@Nullable Object> cells = new ArrayList<>(rows.get(row).cells());
            cells.set(column, other == NOTHING ? null : other);
            rows.set(row, new Row(cells));
            add(
                    whole.resource() + " " + whole.name() + " row " + (row + 1) + " " + spoiled.name() + ": " + cell
                            + " became " + cells.get(column),
                    table,
                    rows);
        }
    }

    private static final Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "";
        }
    };

    private Set<Object> others(Table table, Column column, @Nullable Object cell) {
        Set<Object> others = new TreeSet<>(java.util.Comparator.comparing(Object::toString));
        if (cell instanceof Instant instant) {
            others.add(instant.plus(OFTEN_ENOUGH));
            others.add(instant.minus(OFTEN_ENOUGH));
        } else if (cell instanceof LocalDate day) {
            others.add(day.plusDays(3));
            others.add(day.minusDays(3));
        } else if (column.kind() == Column.Kind.GENERATED) {
            addGenerated(table, column, cell, others);
        } else if (column.kind() == Column.Kind.NUMBER) {
            others.add(cell == null ? "424242" : another(cell.toString()));
        } else if (column.kind() == Column.Kind.VALUE && !noise.contains(table.name() + "." + column.name())) {
            others.add(cell == null ? "mutant" : cell + "~");
        }
        return others;
    }

    /** One more; for what may count the time, so much more that it is not the present. */
    private static String another(String number) {
        BigDecimal value = new BigDecimal(number);
        BigDecimal more = value.abs().longValue() < 1_000_000_000L ? BigDecimal.ONE : new BigDecimal("7777777777");
        return value.add(more).toPlainString();
    }

    private void addGenerated(Table table, Column column, @Nullable Object cell, Set<Object> others) {
        others.addAll(column.references() == null ? List.of() : targets(table, column.references()));
        if (column.references() == null) {
            table.rows().forEach(row -> addCell(table, column, row, others));
        }
        if (column.references() != null || cell == null || occurrences(cell.toString()) > 1) {
            others.add("987654321");
        }
        if (cell != null) {
            others.remove(cell);
        }
    }

    private List<Object> targets(Table table, String references) {
        List<Object> values = new ArrayList<>();
        for (Table target : run.state().tables()) {
            for (Column column : target.columns()) {
                if (target.resource().equals(table.resource())
                        && references.equals(target.name() + "." + column.name())) {
                    target.rows().forEach(row -> addCell(target, column, row, values));
                }
            }
        }
        return values;
    }

    private static void addCell(Table table, Column column, Row row, java.util.Collection<Object> values) {
        Object cell = row.cells().get(table.columns().indexOf(column));
        if (cell != null) {
            values.add(cell);
        }
    }

    /** Where it is mentioned. That an amount or a count has the same digits is no mention. */
    private long occurrences(String value) {
        return run.state().tables().stream()
                .flatMap(table -> table.rows().stream().flatMap(row -> texts(table, row)))
                .filter(cell -> cell instanceof String text
                        && java.util.Arrays.asList(text.split("\\W+")).contains(value))
                .count();
    }

    private static Stream<@Nullable Object> texts(Table table, Row row) {
        return IntStream.range(0, table.columns().size())
                .filter(column -> table.columns().get(column).kind() != Column.Kind.NUMBER)
                .mapToObj(column -> row.cells().get(column));
    }

    private static Row withNewKeys(Table table, Row row) {
        List<@Nullable Object> cells = new ArrayList<>(row.cells());
        for (int i = 0; i < cells.size(); i++) {
            if (table.columns().get(i).kind() == Column.Kind.GENERATED
                    && table.columns().get(i).key()) {
                cells.set(i, "987654321");
            }
        }
        return new Row(cells);
    }

    private void add(String name, int table, List<Row> rows) {
        List<Table> tables = new ArrayList<>(run.state().tables());
        tables.set(table, tables.get(table).with(rows));
        mutants.add(new Mutant(name, run.with(new State(tables))));
    }
}
