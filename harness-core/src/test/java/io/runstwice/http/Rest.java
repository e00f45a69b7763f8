package io.runstwice.http;

import io.runstwice.http.wire.PlainJson;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A small client for tests that are not about clients. */
final class Rest {

    /** A reply. */
    record Got(int status, String body, Map<String, java.util.List<String>> headers) {

        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            return (Map<String, Object>) PlainJson.read(body);
        }

        Object field(String name) {
            return json().get(name);
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> error() {
            return (Map<String, Object>) field("error");
        }
    }

    private final URI uri;
    private final int timeoutMillis;

    Rest(URI uri) {
        this(uri, 3_000);
    }

    Rest(URI uri, int timeoutMillis) {
        this.uri = uri;
        this.timeoutMillis = timeoutMillis;
    }

    Got get(String target) throws IOException {
        return send("GET", target, null, Map.of());
    }

    Got post(String target, String form) throws IOException {
        return send("POST", target, form, Map.of());
    }

    Got post(String target, String form, String key) throws IOException {
        return send("POST", target, form, Map.of("Idempotency-Key", key));
    }

    Got postJson(String target, String json) throws IOException {
        return send("POST", target, json, Map.of("Content-Type", "application/json"));
    }

    Got send(String method, String target, String body, Map<String, String> headers) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) uri.resolve(target).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(timeoutMillis);
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Got(status, text, connection.getHeaderFields());
        }
    }
}
