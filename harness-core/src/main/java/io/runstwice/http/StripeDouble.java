package io.runstwice.http;

import io.runstwice.world.Effect;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A double with the semantics of Stripe's API, version 1: collections of records, and idempotency keys as documented at
 * https://docs.stripe.com/api/idempotent_requests.
 */
final class StripeDouble implements Service {

    private static final int LONGEST_KEY = 255;

    private final StripeOptions options;

    private Surroundings surroundings = Surroundings.none();
    private Books books = new Books();
    private Keys keys = new Keys();

    StripeDouble(StripeOptions options) {
        this.options = options;
    }

    @Override
    public synchronized Answer answer(Request request) {
        try {
            Map<String, @Nullable Object> sent = parameters(request);
            String key = request.method().equals("POST") ? request.idempotencyKey() : null;
            return key == null || key.isEmpty() ? executed(request, sent, null) : keyed(request, sent, key);
        } catch (StripeRefusal refusal) {
            return refusal.answer();
        }
    }

    /** A record that the test puts there itself. */
    synchronized String create(String collection, Map<String, ? extends @Nullable Object> fields) {
        try {
            Route route = Route.toCollection(collection);
            return String.valueOf(
                    desk(null).create(route, new LinkedHashMap<>(fields)).get("id"));
        } catch (StripeRefusal refusal) {
            throw new IllegalArgumentException("this record cannot be created: " + refusal.getMessage(), refusal);
        }
    }

    synchronized List<Map<String, @Nullable Object>> records(String collection) {
        Route route = Route.toCollection(collection);
        return books.entries(route.path())
                .filter(entry -> !entry.deleted())
                .map(entry -> StripeView.of(route, entry))
                .toList();
    }

    @Override
    public synchronized boolean made(String segment) {
        return books.find(segment) != null;
    }

    @Override
    public synchronized void open(Surroundings now) {
        surroundings = now;
    }

    @Override
    public synchronized Snapshot capture() {
        return new StripeSnapshot(surroundings.name(), books.copy(), keys.remembered(), now(), options.retention);
    }

    @Override
    public synchronized void restore(Snapshot snapshot) {
        StripeSnapshot before = (StripeSnapshot) snapshot;
        books = before.books().copy();
        keys = new Keys(before.keys());
    }

    @Override
    public boolean restoresAny() {
        return true;
    }

    @Override
    public synchronized State observe() {
        return new State(StripeTables.of(surroundings.name(), books));
    }

    @Override
    public synchronized void perturb() {
        books.perturb();
    }

    @Override
    public List<String> remarks() {
        return List.of("a double of Stripe's API that remembers idempotency keys for "
                + Durations.words(options.retention) + " of the controlled clock");
    }

    private Answer keyed(Request request, Map<String, @Nullable Object> sent, String key) throws StripeRefusal {
        if (key.length() > LONGEST_KEY) {
            throw StripeErrors.keyTooLong(key.length());
        }
        String fingerprint = request.method() + " " + request.path() + " " + Json.write(Canonical.of(sent));
        Keys.Remembered known = keys.begin(key, now(), options.retention);
        if (known != null && !known.fingerprint().equals(fingerprint)) {
            throw StripeErrors.otherParameters(options.mismatchStatus, key);
        } else if (known != null) {
            return known.answer().with(Effect.NONE).with("Idempotent-Replayed", "true");
        }
        return first(request, sent, key, fingerprint);
    }

    /** Executes the first request with a key, and remembers the answer: an error as well, but no refusal to begin. */
    private Answer first(Request request, Map<String, @Nullable Object> sent, String key, String fingerprint)
            throws StripeRefusal {
        Keys.Remembered outcome = null;
        try {
            Answer answer = executed(request, sent, key);
            outcome = new Keys.Remembered(fingerprint, answer.with(Effect.DURABLE), now());
        } catch (StripeRefusal refusal) {
            if (!refusal.isExecuted() || options.successesOnly) {
                throw refusal;
            }
            outcome = new Keys.Remembered(fingerprint, refusal.answer().with(Effect.DURABLE), now());
        } finally {
            keys.finish(key, outcome);
        }
        return outcome.answer();
    }

    private Answer executed(Request request, Map<String, @Nullable Object> sent, @Nullable String key)
            throws StripeRefusal {
        Route route = Route.of(request.path());
        if (route == null) {
            throw StripeErrors.noRoute(request.method(), request.path());
        }
        long before = books.version();
        Map<String, @Nullable Object> body = desk(key).answer(request.method(), route, sent);
        return Answer.json(200, body, books.version() == before ? Effect.NONE : Effect.DURABLE);
    }

    private StripeDesk desk(@Nullable String key) {
        return new StripeDesk(books, now(), key);
    }

    private Instant now() {
        return surroundings.gate().clock().instant();
    }

    private static Map<String, @Nullable Object> parameters(Request request) throws StripeRefusal {
        try {
            if (request.isSafe() || request.method().equals("DELETE") && request.body().length == 0) {
                return Form.read(request.query());
            } else if (request.hasJson()) {
                return object(request.text().isBlank() ? Map.of() : Json.read(request.text()));
            }
            return StripeTypes.of(Form.read(request.text()));
        } catch (IllegalArgumentException malformed) {
            throw StripeErrors.malformed("The body of this request cannot be read: " + malformed.getMessage());
        }
    }

    private static Map<String, @Nullable Object> object(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a JSON object");
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> object.put(String.valueOf(name), value));
        return object;
    }
}
