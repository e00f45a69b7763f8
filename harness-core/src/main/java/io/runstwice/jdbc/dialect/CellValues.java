package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Field;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The meaning of cells that {@link RowStore} has read. */
public interface CellValues {

    /** A cell as a state shows it. */
    @Nullable
    Object shown(Field field, @Nullable Object raw);

    /** A cell of a time or a date, so much earlier; the same cell if it is no point in time. */
    @Nullable
    Object earlier(Field field, @Nullable Object raw, Duration time);
}
