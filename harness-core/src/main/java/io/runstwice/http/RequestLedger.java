package io.runstwice.http;

import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Effect;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a real service was asked to do and did not refuse (a 4xx is taken for a refusal). Not thread-safe.
 */
final class RequestLedger {

    private record Line(
            String method,
            String path,
            String label,
            Map<String, @Nullable Object> fields,
            int status,
            String reply,
            @Nullable String key) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Instant> keys = new LinkedHashMap<>();

    RequestLedger copy() {
        RequestLedger copy = new RequestLedger();
        copy.lines.addAll(lines);
        copy.keys.putAll(keys);
        return copy;
    }

    /**
     * Books a request, unless it was refused or is the replay of one that was booked.
     *
     * @param remembered how long keys are honoured, or null if they are not
     */
    Effect book(Request request, Answer answer, Instant now, @Nullable Duration remembered) {
        String key = request.idempotencyKey();
        if (answer.status() / 100 == 4) {
            return Effect.DURABLE;
        } else if (key != null && remembered != null && isKnown(key, now, remembered)) {
            return Effect.NONE;
        }
        if (key != null && remembered != null) {
            keys.put(key, now);
        }
        lines.add(new Line(
                request.method(),
                request.path(),
                Labels.path(request.path(), segment -> false),
                fields(request),
                answer.status(),
                answer.summary(),
                key));
        return Effect.DURABLE;
    }

    List<Table> tables(String resource) {
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        lines.forEach(line -> sheets.computeIfAbsent(line.label(), label -> sheet(resource, label))
                .row(row(line)));
        return sheets.values().stream().map(Sheet::table).toList();
    }

    /** Remembered keys, as part of what a later delivery depends on. */
    List<Table> keys(String resource, Instant now, Duration remembered) {
        Sheet sheet = new Sheet(resource, "remembered keys", false, any -> null)
                .first(new Column("key", Kind.VALUE, true, null))
                .first(Column.of("used", Kind.TIME));
        List<String> known = keys.keySet().stream()
                .filter(key -> isKnown(key, now, remembered))
                .toList();
        known.forEach(key -> sheet.row(Map.of("key", key, "used", keys.get(key))));
        return known.isEmpty() ? List.of() : List.of(sheet.table());
    }

    private boolean isKnown(String key, Instant now, Duration remembered) {
        Instant used = keys.get(key);
        return used != null && now.isBefore(used.plus(remembered));
    }

    private static Sheet sheet(String resource, String label) {
        return new Sheet(resource, label, true, any -> null)
                .first(Column.of("method", Kind.VALUE))
                .first(Column.of("path", Kind.VALUE))
                .last(Column.of("status", Kind.NUMBER))
                .last(Column.of("reply", Kind.REMARK))
                .last(Column.of("idempotency_key", Kind.REMARK));
    }

    private static Map<String, @Nullable Object> row(Line line) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(line.fields());
        row.put("method", line.method());
        row.put("path", line.path());
        row.put("status", line.status());
        row.put("reply", line.reply());
        row.put("idempotency_key", line.key());
        return row;
    }

    /** What was sent: the members of a JSON object, the fields of a form, or else the text as it is. */
    private static Map<String, @Nullable Object> fields(Request request) {
        if (request.body().length == 0) {
            return Map.of();
        }
        try {
            String type = String.valueOf(request.headers().first("Content-Type"));
            if (type.contains("x-www-form-urlencoded")) {
                return prefixed(StripeTypes.of(Form.read(request.text())));
            } else if (request.hasJson() && Json.read(request.text()) instanceof Map<?, ?> object) {
                return prefixed(object);
            }
        } catch (IllegalArgumentException malformed) {
            // shown as it is
        }
        return Map.of("body", request.text());
    }

    /** Fields that are called like a column of ours stand beside it. */
    private static Map<String, @Nullable Object> prefixed(Map<?, ?> sent) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            String text = String.valueOf(name);
            boolean ours = text.matches("method|path|status|reply|idempotency_key");
            fields.put(ours ? "body." + text : text, value);
        });
        return fields;
    }
}
