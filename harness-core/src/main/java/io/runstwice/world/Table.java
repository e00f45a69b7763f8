package io.runstwice.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One collection of rows within a resource: a table of a database, an endpoint of a service, a folder.
 *
 * <p>The order of the rows means nothing. Two equal rows are two rows.
 *
 * @param resource the name of the resource in its world
 * @param name its name within the resource: {@code charges}, {@code /v1/charges}
 * @param columns its columns
 * @param rows its rows
 * @param ledger whether it records effects, so that damage which is later undone still counts
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Table(String resource, String name, List<Column> columns, List<Row> rows, boolean ledger) {

    public Table {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(resource + " " + name + " has " + columns.size()
                        + " columns, but a row has " + row.cells().size() + " cells");
            }
        }
    }

    /** For people: secrets are masked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Table[" + Redaction.of(resource + " " + name));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i).name();
                cells.add(Redaction.visible(column) + "="
                        + Redaction.of(column, String.valueOf(row.cells().get(i))));
            }
            text.append(", ").append(cells);
        }
        return text.append(ledger ? ", ledger]" : "]").toString();
    }

    /** This table with other rows. */
    public Table with(List<Row> others) {
        return new Table(resource, name, columns, others, ledger);
    }
}
