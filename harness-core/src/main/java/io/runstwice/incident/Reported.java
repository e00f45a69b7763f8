package io.runstwice.incident;

import io.runstwice.explore.Trial;
import io.runstwice.incident.Tables.Name;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The wrong state that a report tells of, compared with what runs lead to. */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports") // for the front door and the rooms beside this one
public final class Reported {

    private final List<Observed> seen;
    private final State baseline;
    private final Tables tables;

    /**
     * @param baseline one delivery without faults
     * @param trials what the fitting schedules lead to
     */
    public Reported(IncidentReport report, Run baseline, List<Trial> trials) {
        this.seen = report.observed();
        this.baseline = baseline.state();
        this.tables = Tables.of(
                Stream.concat(Stream.of(baseline.state()), trials.stream().map(trial -> trial.run()
                                .state()))
                        .toList());
    }

    /** What of the report names nothing that is there, or too much, each with its line. */
    public List<String> unclear() {
        List<String> unclear = new ArrayList<>();
        for (Observed observed : seen) {
            String where = observed.where();
            List<Name> meant = where == null ? List.of() : tables.meant(where);
            String place = "line " + observed.line() + ": " + Complaints.quoted(String.valueOf(where));
            if (where != null && meant.isEmpty()) {
                unclear.add(place + " is no table here. There are: " + tables);
            } else if (meant.size() > 1 && !(observed instanceof Observed.Kind)) {
                unclear.add(
                        place + " may be " + new Tables(meant).toString().replace(", ", " or ") + ": write more of it");
            }
        }
        return unclear;
    }

    /** Whether a run ends wrong in just the way that was reported. */
    public boolean isShownBy(Trial trial) {
        return trial.violation()
                .filter(violation -> seen.stream().allMatch(each -> shows(each, trial.run(), violation)))
                .isPresent();
    }

    private boolean shows(Observed observed, Run run, Violation violation) {
        if (observed instanceof Observed.Rows rows) {
            Name name = tables.meant(rows.where()).get(0);
            boolean isInstead = rows.instead() < 0 || rows.instead() == rowsAlone(name);
            int actual = differences(violation, name)
                    .map(Difference::actual)
                    .findFirst()
                    .orElse(rowsAlone(name));
            return isInstead && rows.count() == actual;
        } else if (observed instanceof Observed.Cell cell) {
            return differences(violation, tables.meant(cell.where()).get(0))
                    .flatMap(difference ->
                            difference.changed().stream().filter(change -> isIn(cell, difference.columns(), change)))
                    .findAny()
                    .isPresent();
        } else if (observed instanceof Observed.Kind kind) {
            return isOf(kind, violation);
        }
        String what = ((Observed.Broken) observed).what().toLowerCase(Locale.ROOT);
        return run.broken().stream()
                .anyMatch(broke -> broke.what().toLowerCase(Locale.ROOT).contains(what));
    }

    private static Stream<Difference> differences(Violation violation, Name name) {
        return violation.differences().stream()
                .filter(difference -> difference.resource().equals(name.resource())
                        && difference.table().equals(name.table()));
    }

    private int rowsAlone(Name name) {
        return baseline.tables().stream()
                .filter(table ->
                        table.resource().equals(name.resource()) && table.name().equals(name.table()))
                .mapToInt(table -> table.rows().size())
                .sum();
    }

    private boolean isOf(Observed.Kind kind, Violation violation) {
        String where = kind.where();
        return where == null
                ? violation.kind() == kind.kind()
                : tables.meant(where).stream()
                        .flatMap(name -> differences(violation, name))
                        .anyMatch(difference -> difference.kind() == kind.kind());
    }

    private static boolean isIn(Observed.Cell cell, List<Column> columns, Difference.Change change) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equalsIgnoreCase(cell.column()))
                .filter(i -> change.columns().contains(columns.get(i).name()))
                .anyMatch(i -> holds(change.actual(), i, cell.value()) && holds(change.expected(), i, cell.instead()));
    }

    private static boolean holds(Row row, int column, @Nullable String value) {
        return value == null
                || value.equalsIgnoreCase(String.valueOf(row.cells().get(column)));
    }
}
