package io.runstwice.http.wire;

import io.runstwice.world.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says, as cells of a row: its query, its body, and the headers that say what is to be done. */
public final class Sent {

    private Sent() {}

    public static Map<String, @Nullable Object> cells(Request request) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>(query(request.query()));
        cells.putAll(RequestBody.cells(request));
        Intent.of(request.headers())
                .fields()
                .forEach(field -> cells.merge(
                        "header." + field.name().toLowerCase(Locale.ROOT),
                        field.value(),
                        (one, more) -> one + ", " + more));
        return cells;
    }

    private static Map<String, @Nullable Object> query(String query) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        try {
            Fields.of(query).forEach((name, value) -> cells.put("query." + name, value));
        } catch (IllegalArgumentException noText) {
            cells.put("query", query);
        }
        return cells;
    }

    /** Equal for requests that ask for the same. Never shown. */
    public static String print(Request request) {
        StringBuilder said = new StringBuilder(request.method())
                .append('\n')
                .append(request.target())
                .append('\n');
        Intent.of(request.headers()).fields().forEach(field -> said.append(
                        field.name().toLowerCase(Locale.ROOT))
                .append(':')
                .append(field.value())
                .append('\n'));
        said.append('\n').append(new String(RequestBody.bytes(request), StandardCharsets.ISO_8859_1));
        return Fingerprint.of(said.toString());
    }
}
