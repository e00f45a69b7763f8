package io.runstwice.world;

import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link Table}.
 *
 * @param name its name
 * @param kind the meaning of its cells when states are compared
 * @param key whether it is part of the primary key
 * @param references {@code table.column} within the same resource that its cells point at, or null
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Column(
        String name, Kind kind, boolean key, @Nullable String references) {

    /** The meaning of a column's cells when states are compared. */
    public enum Kind {
        /** Text that is compared as it is, but for random ids found in it. Cells are strings. */
        VALUE,
        /** A number: compared by its value, never masked. Cells are strings that {@code BigDecimal} reads. */
        NUMBER,
        /** Drawn from a sequence or a random source: compared by position, not by value. Cells are strings. */
        GENERATED,
        /**
         * A point in time. Cells are {@code java.time.Instant}s, or strings where the value is no such point
         * (infinity).
         */
        TIME,
        /**
         * A calendar day. Cells are {@code java.time.LocalDate}s, or strings where the value is no such day (infinity).
         */
        DATE,
        /** Shown, never compared. Cells are strings. */
        REMARK
    }

    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }

    /** A column that is no key and points at nothing. */
    public static Column of(String name, Kind kind) {
        return new Column(name, kind, false, null);
    }
}
