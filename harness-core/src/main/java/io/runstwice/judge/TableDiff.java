package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The difference of one table, from its lines without partner. */
final class TableDiff {

    private final Layout layout;
    private final Side expected;
    private final Side actual;
    private final List<Line> missing;
    private final List<Line> surplus;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Difference.Change> changed = new ArrayList<>();

    /**
     * Prepares one table.
     *
     * @param layout how the run shows it
     * @param expected the baseline
     * @param actual the run
     * @param missing lines that only the baseline has
     * @param surplus lines that only the run has
     */
    TableDiff(Layout layout, Side expected, Side actual, List<Line> missing, List<Line> surplus) {
        this.layout = layout;
        this.expected = expected;
        this.actual = actual;
        this.missing = new ArrayList<>();
        this.surplus = new ArrayList<>();
        missing.forEach(line -> (line.isGone() ? this.surplus : this.missing).add(line));
        surplus.forEach(line -> (line.isGone() ? this.missing : this.surplus).add(line));
    }

    Difference difference() {
        if (!layout.ledger()) {
            pair(true);
            pair(false);
        }
        addKindsOfTheRest();
        List<Column> columns = columns();
        return new Difference(
                layout.resource(),
                layout.table(),
                Kinds.worst(kinds),
                columns,
                expected.size(layout),
                actual.size(layout),
                Rows.as(columns, latest()),
                Rows.as(columns, missing),
                changed);
    }

    /** Finds out which rows are the same row with other cells: by the key, then by most cells. */
    private void pair(boolean byKey) {
        for (Line line : List.copyOf(missing)) {
            surplus.stream()
                    .filter(other -> byKey ? line.hasKeyOf(other) : isLike(line, other))
                    .max(Comparator.comparingInt(line::likeness))
                    .ifPresent(other -> change(line, other));
        }
    }

    private static boolean isLike(Line line, Line other) {
        return 2 * line.likeness(other)
                >= Math.max(line.terms().size(), other.terms().size());
    }

    private void change(Line line, Line other) {
        missing.remove(line);
        surplus.remove(other);
        List<String> unlike = line.columnsUnlike(other);
        kinds.add(Kinds.of(line, other, origin(line, other), unlike));
        List<Column> columns = columns();
        changed.add(new Difference.Change(Rows.as(columns, line), Rows.as(columns, other), unlike));
    }

    private Optional<Line> origin(Line line, Line other) {
        if (line.isGone() || other.isGone()) {
            return Optional.of(line.isGone() ? line : other);
        }
        List<Line> given = expected.only(candidate -> candidate.isGone() && isOfTable(candidate))
                .lines();
        return given.stream()
                .filter(candidate -> candidate.hasKeyOf(line))
                .findFirst()
                .or(() -> given.stream()
                        .filter(candidate -> isLike(candidate, line))
                        .max(Comparator.comparingInt(line::likeness)));
    }

    private boolean isOfTable(Line line) {
        return line.layout().id().equals(layout.id());
    }

    private void addKindsOfTheRest() {
        long more = surplus.stream().filter(line -> !line.isGone()).count();
        long less = missing.stream().filter(line -> !line.isGone()).count();
        if (more != less) {
            kinds.add(more > less ? Kind.DOUBLE_EFFECT : Kind.LOST_EFFECT);
        } else if (more > 0) {
            kinds.add(Kind.STALE_STATE);
        }
        surplus.stream().filter(Line::isGone).forEach(kept -> kinds.add(Kind.LOST_EFFECT));
        missing.stream()
                .filter(Line::isGone)
                .forEach(removed -> kinds.add(removes() ? Kind.DOUBLE_EFFECT : Kind.LOST_EFFECT));
    }

    /** Whether removing rows is what the job does in this table: then one row less is one removal more. */
    private boolean removes() {
        List<Line> lines = expected.only(this::isOfTable).lines();
        long gone = lines.stream().filter(Line::isGone).count();
        return 2 * gone > lines.size();
    }

    /** Of rows that look the same the later ones are the surplus: so the story tells it. */
    private List<Line> latest() {
        List<Line> latest = new ArrayList<>();
        for (Line line : surplus) {
            List<Line> twins = line.isGone()
                    ? List.of(line)
                    : actual.only(other -> other.shape().equals(line.shape())).lines();
            long before = latest.stream()
                    .filter(other -> other.shape().equals(line.shape()))
                    .count();
            latest.add(twins.get(twins.size() - 1 - (int) before));
        }
        latest.sort(Comparator.comparingInt(actual.lines()::indexOf));
        return latest;
    }

    /** The run's columns, and what only the baseline has. */
    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(layout.columns());
        missing.stream()
                .flatMap(line -> line.layout().columns().stream())
                .filter(column ->
                        columns.stream().noneMatch(known -> known.name().equals(column.name())))
                .distinct()
                .forEach(columns::add);
        return columns;
    }
}
