package io.runstwice.jdbc.schema;

import io.runstwice.world.Column;
import org.jspecify.annotations.Nullable;

/**
 * One column of a watched table.
 *
 * @param name as the catalog has it
 * @param shown as reports have it
 * @param type as the dialect needs it to write a value of this column
 * @param kind the meaning of its cells when states are compared
 * @param key whether it is part of the primary key
 * @param references {@code table.column} that its cells point at, or null
 */
public record Field(
        String name,
        String shown,
        String type,
        Column.Kind kind,
        boolean key,
        @Nullable String references) {

    public Field pointing(String to) {
        return new Field(name, shown, type, kind, key, to);
    }

    public Field as(Column.Kind other) {
        return new Field(name, shown, type, other, key, references);
    }

    /** Whether its cells are points in time. */
    public boolean carriesTime() {
        return kind == Column.Kind.TIME || kind == Column.Kind.DATE;
    }

    public Column column() {
        return new Column(shown, kind, key, references);
    }
}
