package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.schema.Field;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Cells of PostgreSQL, which are read as text. */
final class PostgreSqlValues implements CellValues {

    @Override
    public @Nullable Object shown(Field field, @Nullable Object raw) {
        return raw == null ? null : PostgreSqlTimes.read(field.kind(), (String) raw);
    }

    @Override
    public @Nullable Object earlier(Field field, @Nullable Object raw, Duration time) {
        return raw == null ? null : PostgreSqlTimes.earlier(field, (String) raw, time);
    }
}
