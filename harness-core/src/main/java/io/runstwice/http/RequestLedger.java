package io.runstwice.http;

import io.runstwice.http.wire.Answer;
import io.runstwice.http.wire.JsonTypes;
import io.runstwice.http.wire.Labels;
import io.runstwice.http.wire.Request;
import io.runstwice.http.wire.Sent;
import io.runstwice.http.wire.Sheet;
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

    /** A key means nothing elsewhere: the same one at another endpoint is another request. */
    private record Scope(String endpoint, String key) {

        static Scope of(Request request, String key) {
            return new Scope(request.method() + " " + request.path(), key);
        }
    }

    private record Used(Instant at, String print) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<Scope, Used> keys = new LinkedHashMap<>();

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
        Scope scope = key == null || remembered == null ? null : Scope.of(request, key);
        if (answer.status() / 100 == 4) {
            return Effect.DURABLE;
        } else if (scope != null && isKnown(scope, now, remembered)) {
            return Effect.REMEMBERED;
        }
        if (scope != null) {
            keys.put(scope, new Used(now, Sent.print(request)));
        }
        lines.add(new Line(
                request.method(),
                request.path(),
                Labels.path(request.path(), segment -> false),
                Sent.cells(request),
                answer.status(),
                answer.summary(),
                key));
        return Effect.DURABLE;
    }

    /** Whether a request says something else than the one that its key was used for. */
    boolean isReworded(Request request, Instant now, @Nullable Duration remembered) {
        String key = request.idempotencyKey();
        Scope scope = key == null ? null : Scope.of(request, key);
        return scope != null
                && isKnown(scope, now, remembered)
                && !keys.get(scope).print().equals(Sent.print(request));
    }

    /**
     * A table for each endpoint.
     *
     * @param types of the members that were sent so far
     */
    List<Table> tables(String resource, JsonTypes types) {
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        lines.forEach(line -> sheets.computeIfAbsent(line.label(), label -> sheet(resource, label))
                .row(row(line, types)));
        return sheets.values().stream().map(Sheet::table).toList();
    }

    /** Remembered keys, as part of what a later delivery depends on. */
    List<Table> keys(String resource, Instant now, Duration remembered) {
        Sheet sheet = new Sheet(resource, "remembered keys", false, any -> null)
                .first(new Column("endpoint", Kind.VALUE, true, null))
                .first(new Column("key", Kind.VALUE, true, null))
                .first(Column.of("used", Kind.TIME));
        List<Scope> known = keys.keySet().stream()
                .filter(scope -> isKnown(scope, now, remembered))
                .toList();
        known.forEach(scope -> sheet.row(Map.of(
                "endpoint",
                scope.endpoint(),
                "key",
                scope.key(),
                "used",
                keys.get(scope).at())));
        return known.isEmpty() ? List.of() : List.of(sheet.table());
    }

    private boolean isKnown(Scope scope, Instant now, @Nullable Duration remembered) {
        Used used = keys.get(scope);
        return used != null && remembered != null && now.isBefore(used.at().plus(remembered));
    }

    private static Sheet sheet(String resource, String label) {
        return new Sheet(resource, label, true, any -> null)
                .first(Column.of("method", Kind.VALUE))
                .first(Column.of("path", Kind.VALUE))
                .last(Column.of("status", Kind.NUMBER))
                .last(Column.of("reply", Kind.REMARK))
                .last(Column.of("idempotency_key", Kind.REMARK));
    }

    private static Map<String, @Nullable Object> row(Line line, JsonTypes types) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(line.fields());
        types.note(line.label(), row);
        row.put("method", line.method());
        row.put("path", line.path());
        row.put("status", line.status());
        row.put("reply", line.reply());
        row.put("idempotency_key", line.key());
        return row;
    }
}
