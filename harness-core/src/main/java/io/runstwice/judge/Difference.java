package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.Redaction;
import io.runstwice.world.Row;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The difference of one table to the baseline's.
 *
 * @param resource the resource
 * @param table the table
 * @param kind what kind of violation this difference is by itself
 * @param columns the columns of the rows below
 * @param expected how many rows the baseline has
 * @param actual how many rows there are
 * @param surplus rows that the baseline does not have
 * @param missing rows that only the baseline has
 * @param changed rows that both have, with other cells
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Difference(
        String resource,
        String table,
        Violation.Kind kind,
        List<Column> columns,
        int expected,
        int actual,
        List<Row> surplus,
        List<Row> missing,
        List<Change> changed) {

    /** One row before and after. */
    public record Change(Row expected, Row actual, List<String> columns) {

        public Change {
            columns = List.copyOf(columns);
        }

        /** For people, who read rows in a story: there secrets are masked. */
        @Override
        public String toString() {
            return "Change" + columns;
        }
    }

    public Difference {
        columns = List.copyOf(columns);
        surplus = List.copyOf(surplus);
        missing = List.copyOf(missing);
        changed = List.copyOf(changed);
    }

    /** For people, who read rows in a story: there secrets are masked. */
    @Override
    public String toString() {
        return kind + " in " + Redaction.of(resource + " " + table) + ": " + expected + " rows expected, but " + actual
                + (changed.isEmpty() ? "" : ", " + changed);
    }
}
