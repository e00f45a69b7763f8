package io.runstwice.http.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a path of the double means.
 *
 * @param path of the collection: {@code /v1/charges}
 * @param collection its name without version: {@code charges}
 * @param id the record, or null for the collection itself
 * @param action what to do with the record ({@code capture}), or what belongs to it ({@code refunds}), or null
 */
record Route(
        String path,
        String collection,
        @Nullable String id,
        @Nullable String action) {

    /** Reads {@code /v1/{collection}/{id}/{action}}; null if there is no collection, or too much. */
    static @Nullable Route of(String requested) {
        Deque<String> segments = new ArrayDeque<>();
        Arrays.stream(requested.split("/")).filter(part -> !part.isEmpty()).forEach(segments::add);
        String version = !segments.isEmpty() && segments.peek().matches("v\\d+") ? "/" + segments.remove() : "";
        if (segments.isEmpty()) {
            return null;
        }
        String collection = segments.remove();
        if (StripeNames.isSpace(collection) && !segments.isEmpty()) {
            collection += "/" + segments.remove();
        }
        String id = segments.poll();
        String action = segments.poll();
        return segments.isEmpty()
                ? new Route(
                        version + "/" + collection,
                        collection,
                        id == null ? null : URLDecoder.decode(id, StandardCharsets.UTF_8),
                        action)
                : null;
    }

    /** The collection that a test names: {@code charges} or {@code /v1/charges}. */
    static Route toCollection(String name) {
        Route route = of(name.startsWith("/") ? name : "/v1/" + name);
        if (route == null || route.id != null) {
            throw new IllegalArgumentException(
                    "'" + name + "' names no collection; write it as charges or /v1/charges");
        }
        return route;
    }

    Route sibling(String name) {
        String version = path.substring(0, path.length() - collection.length());
        return new Route(version + name, name, null, null);
    }

    /** Where changes of a record are asked for: {@code /v1/charges/{id}/capture}. */
    String changePath() {
        return path + "/{id}" + (action == null ? "" : "/" + action);
    }

    String type() {
        return StripeNames.type(collection);
    }
}
