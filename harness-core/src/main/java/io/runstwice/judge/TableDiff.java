package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The difference of one table, from its lines without partner. Takes time linear in the lines. */
final class TableDiff {

    private final Layout layout;
    private final Side expected;
    private final Side actual;
    private final List<ComparedLine> given;
    private final GivenRows givenRows;
    private final Partners likeGiven;
    private final Map<List<Column>, Integer> columnsOfMissing = new LinkedHashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Difference.Change> changed = new ArrayList<>();
    private List<ComparedLine> missing = new ArrayList<>();
    private List<ComparedLine> surplus = new ArrayList<>();

    /**
     * Prepares one table.
     *
     * @param layout how the run shows it
     * @param expected the baseline
     * @param actual the run
     * @param missing lines that only the baseline has
     * @param surplus lines that only the run has
     */
    TableDiff(Layout layout, Side expected, Side actual, List<ComparedLine> missing, List<ComparedLine> surplus) {
        this.layout = layout;
        this.expected = expected;
        this.actual = actual;
        this.given = expected.only(line -> line.isGone() && isOfTable(line)).lines();
        this.givenRows = new GivenRows(given);
        this.likeGiven = new Partners(given);
        missing.forEach(line -> (line.isGone() ? this.surplus : this.missing).add(line));
        surplus.forEach(line -> (line.isGone() ? this.missing : this.surplus).add(line));
        this.missing.forEach(line -> columnsOfMissing.merge(line.layout().columns(), 1, Integer::sum));
    }

    Difference difference() {
        if (!layout.ledger()) {
            pair();
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
    private void pair() {
        Partners partners = new Partners(surplus);
        pair(partners, partners::sameKey);
        pair(partners, partners::like);
        surplus = partners.rest();
    }

    private void pair(Partners partners, Function<ComparedLine, Optional<ComparedLine>> found) {
        List<ComparedLine> alone = new ArrayList<>();
        for (ComparedLine line : missing) {
            Stopping.check();
            Optional<ComparedLine> other = found.apply(line);
            if (other.isPresent()) {
                partners.take(other.get());
                change(line, other.get());
            } else {
                alone.add(line);
            }
        }
        missing = alone;
    }

    private void change(ComparedLine line, ComparedLine other) {
        columnsOfMissing.computeIfPresent(line.layout().columns(), (any, count) -> count == 1 ? null : count - 1);
        List<String> unlike = line.columnsUnlike(other);
        kinds.add(Kinds.of(line, other, origin(line, other), unlike));
        List<Column> columns = columns();
        changed.add(new Difference.Change(Rows.as(columns, line), Rows.as(columns, other), unlike));
    }

    private Optional<ComparedLine> origin(ComparedLine line, ComparedLine other) {
        if (line.isGone() || other.isGone()) {
            return Optional.of(line.isGone() ? line : other);
        }
        return givenRows.sameAs(line).or(() -> likeGiven.like(line));
    }

    private boolean isOfTable(ComparedLine line) {
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
        if (surplus.stream().anyMatch(ComparedLine::isGone)) {
            kinds.add(Kind.LOST_EFFECT);
        }
        if (missing.stream().anyMatch(ComparedLine::isGone)) {
            kinds.add(removes() ? Kind.DOUBLE_EFFECT : Kind.LOST_EFFECT);
        }
    }

    /** Whether removing rows is what the job does in this table: then one row less is one removal more. */
    private boolean removes() {
        long lines = expected.lines().stream().filter(this::isOfTable).count();
        return 2L * given.size() > lines;
    }

    /** Of rows that look the same the later ones are the surplus: so the story tells it. */
    private List<ComparedLine> latest() {
        Map<ComparedLine, Integer> places = new HashMap<>();
        Map<String, List<ComparedLine>> twins = new HashMap<>();
        for (ComparedLine line : actual.lines()) {
            places.put(line, places.size());
            twins.computeIfAbsent(line.shape(), any -> new ArrayList<>()).add(line);
        }
        Map<String, Integer> before = new HashMap<>();
        List<ComparedLine> latest = new ArrayList<>();
        for (ComparedLine line : surplus) {
            List<ComparedLine> same = line.isGone() ? List.of(line) : twins.get(line.shape());
            int back = line.isGone() ? 0 : before.merge(line.shape(), 1, Integer::sum) - 1;
            latest.add(same.get(same.size() - 1 - back));
        }
        latest.sort(Comparator.comparingInt(line -> places.getOrDefault(line, -1)));
        return latest;
    }

    /** The run's columns, and what only the baseline has. */
    private List<Column> columns() {
        if (columnsOfMissing.isEmpty()
                || columnsOfMissing.size() == 1 && columnsOfMissing.containsKey(layout.columns())) {
            return layout.columns();
        }
        List<Column> columns = new ArrayList<>(layout.columns());
        columnsOfMissing.keySet().stream()
                .flatMap(List::stream)
                .filter(column ->
                        columns.stream().noneMatch(known -> known.name().equals(column.name())))
                .distinct()
                .toList()
                .forEach(columns::add);
        return columns;
    }
}
