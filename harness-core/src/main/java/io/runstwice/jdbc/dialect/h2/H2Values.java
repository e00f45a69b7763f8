package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.world.Column;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of H2 as immutable Java objects that H2 takes back. A timestamp without a zone is read in the zone of this
 * JVM.
 */
final class H2Values implements CellValues {

    /** The cells of a row behind so many columns of another kind. */
    static @Nullable Object[] cells(ResultSet row, int behind, Relation relation) throws SQLException {
        @Nullable Object[] cells = new @Nullable Object[relation.fields().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = read(row, i + 1 + behind, relation.fields().get(i));
        }
        return cells;
    }

    private static @Nullable Object read(ResultSet rows, int column, Field field) throws SQLException {
        return switch (field.type()) {
            case "TIMESTAMP" -> rows.getObject(column, LocalDateTime.class);
            case "TIMESTAMP WITH TIME ZONE" -> rows.getObject(column, OffsetDateTime.class);
            case "DATE" -> rows.getObject(column, LocalDate.class);
            case "TIME" -> rows.getObject(column, java.time.LocalTime.class);
            case "TIME WITH TIME ZONE" -> rows.getObject(column, java.time.OffsetTime.class);
            case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT", "JAVA_OBJECT" -> rows.getBytes(column);
            case "ARRAY" -> elements(rows.getArray(column));
            case "INTEGER",
                    "SMALLINT",
                    "TINYINT",
                    "BIGINT",
                    "BOOLEAN",
                    "REAL",
                    "DOUBLE PRECISION",
                    "UUID",
                    "NUMERIC",
                    "DECFLOAT" -> rows.getObject(column);
            default -> rows.getString(column);
        };
    }

    private static @Nullable Object elements(@Nullable Array array) throws SQLException {
        return array == null ? null : array.getArray();
    }

    @Override
    public @Nullable Object shown(Field field, @Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        if (raw instanceof OffsetDateTime time && field.kind() == Column.Kind.TIME) {
            return time.toInstant();
        }
        if (raw instanceof LocalDateTime time && field.kind() == Column.Kind.TIME) {
            return instant(time);
        }
        return raw instanceof LocalDate date && field.kind() == Column.Kind.DATE ? date : text(raw);
    }

    private static Instant instant(LocalDateTime time) {
        return time.atZone(ZoneId.systemDefault()).toInstant();
    }

    private static String text(Object raw) {
        if (raw instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (raw instanceof Object[] elements) {
            return Arrays.stream(elements)
                    .map(element -> element == null ? "NULL" : text(element))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
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
