package io.runstwice.examples.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client for a gateway that takes forms and answers JSON, as Stripe does. Thread-safe. */
public final class Gateway {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient client;

    public Gateway(URI base) {
        this(base, HTTP);
    }

    private Gateway(URI base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /** The same by another client than the one that all share. */
    public Gateway through(HttpClient other) {
        return new Gateway(base, other);
    }

    /** Creates a record without an idempotency key; returns its id. */
    public String create(String collection, Map<String, ?> fields) throws IOException, InterruptedException {
        return send(post(collection, fields).build()).path("id").asText();
    }

    /** Creates a record, or finds the one that was created under this key; returns its id. */
    public String create(String collection, String key, Map<String, ?> fields)
            throws IOException, InterruptedException {
        HttpRequest request =
                post(collection, fields).header("Idempotency-Key", key).build();
        return send(request).path("id").asText();
    }

    /** Does something with a record, as {@code confirm}; refused if it is past that. */
    public void act(String collection, String id, String action) throws IOException, InterruptedException {
        send(post(collection + "/" + id + "/" + action, Map.of()).build());
    }

    /** How it stands with a record. */
    public String status(String collection, String id) throws IOException, InterruptedException {
        return send(to(collection + "/" + id).GET().build()).path("status").asText();
    }

    /** The id of a record with this field, if the gateway has one. */
    public Optional<String> find(String collection, String field, String value)
            throws IOException, InterruptedException {
        JsonNode found =
                send(to(collection + "?" + form(Map.of(field, value))).GET().build());
        return found.path("data").findValuesAsText("id").stream().findFirst();
    }

    private HttpRequest.Builder post(String collection, Map<String, ?> fields) {
        return to(collection)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
    }

    private HttpRequest.Builder to(String resource) {
        return HttpRequest.newBuilder(base.resolve("/v1/" + resource)).timeout(Duration.ofSeconds(30));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " was answered "
                    + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private static String form(Map<String, ?> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(String.valueOf(field.getValue())))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
