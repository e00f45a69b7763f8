package io.runstwice.http.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types that members of JSON objects had when they were first met. A table has texts alone, in which {@code 1} and
 * {@code "1"} look the same: a row whose members have other types than the first one says so in a column. Not
 * thread-safe.
 */
public final class JsonTypes {

    /** Stands for a member that is there and null. */
    enum Nothing {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    /** The column; no row has it as long as all are of one type. */
    static final String COLUMN = "json types";

    private final Map<String, String> met = new HashMap<>();

    /** Notes in a row which of its values have another type than those that came first. */
    public void note(String table, Map<String, @Nullable Object> row) {
        List<String> others = new ArrayList<>();
        row.forEach((member, value) -> {
            if (value != null) {
                String type = type(value);
                String first = met.putIfAbsent(table + "\n" + member, type);
                if (first != null && !first.equals(type)) {
                    others.add(member + ": " + type);
                }
            }
        });
        if (!others.isEmpty()) {
            row.put(COLUMN, String.join(", ", others));
        }
    }

    private static String type(Object value) {
        if (value instanceof Number) {
            return "number";
        } else if (value instanceof Boolean) {
            return "boolean";
        } else if (value == Nothing.NULL) {
            return "null";
        }
        return value instanceof Map ? "object" : value instanceof List ? "array" : "text";
    }
}
