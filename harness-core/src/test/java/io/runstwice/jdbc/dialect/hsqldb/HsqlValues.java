package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values of HSQLDB as Java objects that it takes back. */
final class HsqlValues implements CellValues {

    static @Nullable Object[] cells(ResultSet row, Relation relation) throws SQLException {
        @Nullable Object[] cells = new @Nullable Object[relation.fields().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = switch (relation.fields().get(i).type()) {
                case "TIMESTAMP" -> row.getObject(i + 1, LocalDateTime.class);
                case "TIMESTAMP WITH TIME ZONE" -> row.getObject(i + 1, OffsetDateTime.class);
                case "DATE" -> row.getObject(i + 1, LocalDate.class);
                case "BINARY", "BINARY VARYING", "VARBINARY" -> row.getBytes(i + 1);
                default -> row.getObject(i + 1);
            };
        }
        return cells;
    }

    @Override
    public @Nullable Object shown(Field field, @Nullable Object raw) {
        if (raw instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (raw instanceof LocalDateTime time) {
            return time.atZone(ZoneId.systemDefault()).toInstant();
        }
        if (raw instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return raw == null || raw instanceof LocalDate ? raw : text(raw);
    }

    private static String text(Object raw) {
        return raw instanceof BigDecimal number ? number.toPlainString() : raw.toString();
    }

    @Override
    public @Nullable Object earlier(Field field, @Nullable Object raw, Duration time) {
        if (raw instanceof OffsetDateTime at) {
            return at.minus(time);
        }
        if (raw instanceof LocalDateTime at) {
            return at.minus(time);
        }
        return raw instanceof LocalDate day ? day.minusDays(time.toDays()) : raw;
    }
}
