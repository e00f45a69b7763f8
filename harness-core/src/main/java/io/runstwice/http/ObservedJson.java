package io.runstwice.http;

import io.runstwice.http.wire.JsonTypes;
import io.runstwice.http.wire.PlainJson;
import io.runstwice.http.wire.Sheet;
import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Misuse;
import io.runstwice.world.Table;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables out of the JSON with which a test shows what its service holds. */
final class ObservedJson {

    private ObservedJson() {}

    static List<Table> tables(String resource, String text, JsonTypes types) {
        Object json;
        try {
            json = PlainJson.read(text);
        } catch (IllegalArgumentException malformed) {
            throw refused(resource, malformed.getMessage());
        }
        List<Table> tables = new ArrayList<>();
        if (json instanceof List<?> rows) {
            tables.add(table(resource, "records", rows, types));
        } else if (json instanceof Map<?, ?> object) {
            object.forEach((name, rows) -> tables.add(table(resource, String.valueOf(name), rows, types)));
        } else {
            throw refused(resource, String.valueOf(json));
        }
        return tables;
    }

    private static Table table(String resource, String name, @Nullable Object json, JsonTypes types) {
        if (!(json instanceof List<?> list)) {
            throw refused(resource, "'" + name + "' is no array");
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> object)) {
                throw refused(resource, "'" + name + "' holds " + element);
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            object.forEach((member, value) -> row.put(String.valueOf(member), value));
            types.note(name, row);
            rows.add(row);
        }
        return sheet(resource, name, rows).table();
    }

    private static Sheet sheet(String resource, String name, List<Map<String, @Nullable Object>> rows) {
        Sheet sheet = new Sheet(resource, name, false, any -> null);
        if (rows.stream().anyMatch(row -> row.containsKey("id"))) {
            sheet.first(new Column("id", Kind.GENERATED, true, null));
        }
        rows.stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .filter(member -> rows.stream().allMatch(row -> isTime(row.get(member))))
                .filter(member -> rows.stream().anyMatch(row -> row.get(member) != null))
                .toList()
                .forEach(member -> {
                    sheet.last(Column.of(member, Kind.TIME));
                    rows.forEach(row -> row.computeIfPresent(member, (any, text) -> instant(text)));
                });
        rows.forEach(sheet::row);
        return sheet;
    }

    private static boolean isTime(@Nullable Object value) {
        return value == null || instant(value) != null;
    }

    private static java.time.@Nullable Instant instant(Object value) {
        try {
            return value instanceof String text && text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static Misuse refused(String resource, String reason) {
        return new Misuse("HttpService.observedBy(...) of '" + resource
                + "' needs a JSON array of objects, or an object of such " + "arrays, but got: " + reason + ".");
    }
}
