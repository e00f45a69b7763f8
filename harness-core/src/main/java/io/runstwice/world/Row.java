package io.runstwice.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One row of a {@link Table}.
 *
 * @param cells one per column, of the type that the column's kind says; null for no value
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Row(List<@Nullable Object> cells) {

    public Row {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /** For people: values in the form of a secret are masked. A row does not know the names of its columns. */
    @Override
    public String toString() {
        return "Row"
                + cells.stream().map(cell -> Redaction.of(String.valueOf(cell))).toList();
    }

    /** A row of these cells. */
    public static Row of(@Nullable Object... cells) {
        return new Row(java.util.Arrays.asList(cells));
    }
}
