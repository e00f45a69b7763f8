package io.runstwice.http.stripe;

import io.runstwice.http.wire.Abandoned;
import io.runstwice.http.wire.Answer;
import io.runstwice.http.wire.Booked;
import io.runstwice.http.wire.Durations;
import io.runstwice.http.wire.Flight;
import io.runstwice.http.wire.FormTypes;
import io.runstwice.http.wire.PlainJson;
import io.runstwice.http.wire.Request;
import io.runstwice.http.wire.Service;
import io.runstwice.http.wire.Surroundings;
import io.runstwice.http.wire.UrlEncodedForm;
import io.runstwice.world.Effect;
import io.runstwice.world.Redaction;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A double with the semantics of Stripe's API, version 1: collections of records, and idempotency keys as documented at
 * https://docs.stripe.com/api/idempotent_requests.
 */
public final class StripeDouble implements Service {

    private static final int LONGEST_KEY = 255;

    private final StripeOptions options = new StripeOptions();

    private Surroundings surroundings = Surroundings.none();
    private Books books = new Books();
    private Keys keys = new Keys();
    private final KeysInUse inUse = new KeysInUse();

    public StripeOptions options() {
        return options;
    }

    @Override
    public boolean flies(Request request) {
        return new Flight(request, null).key() != null;
    }

    /** A request that could not begin to execute, or is answered from memory, holds no key. */
    @Override
    public synchronized void arrive(Flight flight) {
        String key = flight.key();
        if (key != null && key.length() <= LONGEST_KEY && keys.find(key, now(), options.retention()) == null) {
            inUse.take(key, flight);
        }
    }

    @Override
    public synchronized Answer answer(Flight flight) throws Abandoned {
        String key = flight.key();
        try {
            Map<String, @Nullable Object> sent = parameters(flight.request());
            return key == null ? executed(flight.request(), sent, null) : keyed(flight, sent, key);
        } catch (StripeRefusal refusal) {
            return refusal.answer();
        } finally {
            release(flight::equals);
        }
    }

    /** What keeps a request of this worker from being answered. */
    public synchronized Optional<Wait> waits(Worker worker) {
        return inUse.holderBefore(flight -> flight.isOf(worker)).map(StripeDouble::waitFor);
    }

    @Override
    public synchronized void endDead() {
        release(Flight::isOrphaned);
    }

    @Override
    public synchronized void endRun() {
        release(any -> true);
    }

    /** A record that the test puts there itself. */
    public synchronized String create(String collection, Map<String, ? extends @Nullable Object> fields) {
        try {
            Route route = Route.toCollection(collection);
            return String.valueOf(
                    desk(null).create(route, new LinkedHashMap<>(fields)).get("id"));
        } catch (StripeRefusal refusal) {
            throw new IllegalArgumentException("this record cannot be created: " + refusal.getMessage(), refusal);
        }
    }

    public synchronized List<Map<String, @Nullable Object>> records(String collection) {
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
        return new StripeSnapshot(surroundings.name(), books.copy(), keys.remembered(), now(), options.retention());
    }

    @Override
    public synchronized void restore(Snapshot snapshot) {
        StripeSnapshot before = (StripeSnapshot) snapshot;
        release(any -> true);
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

    /** Draws other ids from now on. */
    public synchronized void perturb() {
        books.perturb();
    }

    @Override
    public List<String> remarks() {
        return List.of("a double of Stripe's API that remembers idempotency keys for "
                + Durations.words(options.retention()) + " of the controlled clock");
    }

    private Answer keyed(Flight flight, Map<String, @Nullable Object> sent, String key)
            throws StripeRefusal, Abandoned {
        if (key.length() > LONGEST_KEY) {
            throw StripeErrors.keyTooLong(key.length());
        }
        Request request = flight.request();
        String fingerprint = request.method() + " " + request.path() + " " + PlainJson.write(Canonical.of(sent));
        Keys.Remembered known = known(flight, key);
        if (known != null && !known.fingerprint().equals(fingerprint)) {
            throw StripeErrors.otherParameters(options.mismatchStatus(), key);
        } else if (known != null) {
            return known.answer().with(Effect.REMEMBERED).with("Idempotent-Replayed", "true");
        }
        return first(request, sent, key, fingerprint);
    }

    /** What was answered under this key before; null if this request holds it now and is the first one. */
    private Keys.@Nullable Remembered known(Flight flight, String key) throws StripeRefusal, Abandoned {
        Keys.Remembered known = keys.find(key, now(), options.retention());
        if (known != null || inUse.take(key, flight)) {
            return known;
        } else if (!options.waitsForKeys()) {
            throw StripeErrors.keyInUse(key);
        }
        await(flight, key);
        return keys.find(key, now(), options.retention());
    }

    /** Waits outside the monitor until those before it are done. Ends with the run at the latest. */
    private void await(Flight flight, String key) throws Abandoned {
        inUse.join(key, flight);
        try {
            while (inUse.holder(key) != flight) {
                if (!inUse.isIn(key, flight)) {
                    throw new Abandoned();
                }
                wait();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new Abandoned();
        }
    }

    private void release(Predicate<Flight> which) {
        inUse.release(which);
        notifyAll();
    }

    private static Wait waitFor(Flight holder) {
        Worker worker = holder.worker();
        String key = String.valueOf(holder.key());
        return new Wait(worker == null ? Set.of() : Set.of(worker), "idempotency key " + Redaction.of(key, key), false);
    }

    /** Executes the first request with a key, and remembers the answer: an error as well, but no refusal to begin. */
    private Answer first(Request request, Map<String, @Nullable Object> sent, String key, String fingerprint)
            throws StripeRefusal {
        Answer answer;
        try {
            answer = executed(request, sent, key);
        } catch (StripeRefusal refusal) {
            if (!refusal.isExecuted() || !options.storesFailures()) {
                throw refusal;
            }
            answer = refusal.answer();
        }
        Answer durable = answer.with(Effect.DURABLE);
        keys.remember(key, new Keys.Remembered(fingerprint, durable, now()));
        return durable;
    }

    private Answer executed(Request request, Map<String, @Nullable Object> sent, @Nullable String key)
            throws StripeRefusal {
        Route route = Route.of(request.path());
        if (route == null) {
            throw StripeErrors.noRoute(request.method(), request.path());
        }
        long before = books.version();
        Map<String, Integer> sizes = request.isSafe() ? Map.of() : books.sizes();
        Map<String, @Nullable Object> body = desk(key).answer(request.method(), route, sent);
        return books.version() == before
                ? Answer.json(200, body, Effect.NONE)
                : Answer.json(200, body, Effect.DURABLE).with(Booked.since(sizes, books.sizes(), request));
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
                return UrlEncodedForm.read(request.query());
            }
            Map<String, @Nullable Object> sent = FormTypes.of(UrlEncodedForm.read(request.query()));
            body(request).forEach((name, value) -> {
                if (sent.containsKey(name)) {
                    throw new IllegalArgumentException(name + " stands in the query already");
                }
                sent.put(name, value);
            });
            return sent;
        } catch (IllegalArgumentException malformed) {
            throw StripeErrors.malformed("The body of this request cannot be read: " + malformed.getMessage());
        }
    }

    private static Map<String, @Nullable Object> body(Request request) {
        return request.hasJson()
                ? object(request.text().isBlank() ? Map.of() : PlainJson.read(request.text()))
                : FormTypes.of(UrlEncodedForm.read(request.text()));
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
