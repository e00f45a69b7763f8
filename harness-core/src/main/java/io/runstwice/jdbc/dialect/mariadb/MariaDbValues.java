package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.schema.Field;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Cells of MariaDB, which are read as text. */
final class MariaDbValues implements CellValues {

    private final MariaDbSchema schema;

    MariaDbValues(MariaDbSchema schema) {
        this.schema = schema;
    }

    @Override
    public @Nullable Object shown(Field field, @Nullable Object raw) {
        return raw == null ? null : MariaDbTimes.shown(field, (String) raw, schema.zone());
    }

    @Override
    public @Nullable Object earlier(Field field, @Nullable Object raw, Duration time) {
        return raw == null ? null : MariaDbTimes.earlier(field, (String) raw, time);
    }
}
