package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names and values as MariaDB reads them in SQL. */
final class MariaDbText {

    /** Types whose values are bytes. */
    private static final Set<String> BYTES = Set.of(
            "binary",
            "varbinary",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "vector",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection");

    private MariaDbText() {}

    static boolean isBytes(Field field) {
        return BYTES.contains(field.type());
    }

    static String literal(Field field, @Nullable String cell) {
        if (cell == null) {
            return "null";
        }
        return isBytes(field) ? "x'" + cell + "'" : field.type().equals("bit") ? cell : literal(cell);
    }

    /** Text that means the same in every mode of the server. */
    static String literal(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\'' && c != '\\');
        return plain
                ? "'" + text + "'"
                : "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    static String names(Relation relation) {
        return relation.columns(field -> quote(field.name()));
    }

    static String quoted(Relation relation) {
        return quote(relation.schema()) + "." + quote(relation.table());
    }

    static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
