package io.runstwice.http;

import io.runstwice.http.stripe.StripeDouble;
import io.runstwice.network.Link;
import io.runstwice.world.Blocks;
import io.runstwice.world.DeclaredResource;
import io.runstwice.world.Draws;
import io.runstwice.world.Line;
import io.runstwice.world.Linked;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP service that the job acts on: a tap that any client can be pointed at, before a double or a real service.
 *
 * <p>Every request is one interaction, also one that a client sends again by itself. Each can be lost in three ways:
 * the request never arrives; the service acts and the connection closes without a reply; the service acts and nothing
 * comes back until the client gives up. The tap speaks HTTP/1.1 without TLS on the loopback address.
 *
 * <p>The service keeps a ledger of what it did. A replayed answer is no effect, nor is an update to what a record says
 * already; damage that is undone later counts all the same.
 *
 * <p>There are two kinds, {@link StripeLike} and {@link Proxied}. Each has settings of its own, beside the declarations
 * that resources share ({@link DeclaredResource}). Settings are refused with {@link Misuse} while an exploration runs.
 * {@link #uri()} is thread-safe. Users may only call it.
 *
 * <p>It cannot see what the service does beyond replies and what {@link Proxied#observedBy} shows.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface HttpService extends Resource permits TappedService {

    /**
     * A double with the semantics of Stripe's API.
     *
     * <p>{@code POST /v1/{collection}} (form or JSON) creates a record in any collection, {@code GET} lists them with
     * {@code ?field=value} as filters, {@code GET /v1/{collection}/{id}} reads one, {@code POST} to it updates it,
     * {@code DELETE} deletes it, {@code POST /v1/{collection}/{id}/{action}} sets its status. Ids count up:
     * {@code ch_1}, {@code ch_2}. Charges and payment intents need an amount, refunds what they refund. The cards
     * {@code tok_chargeDeclined} and {@code pm_card_chargeDeclined} are declined with 402, {@code tok_serverError}
     * gives 500.
     *
     * <p>{@code Idempotency-Key} on a POST replays status and body of the first request that was executed, errors
     * included, with the header {@code Idempotent-Replayed: true}. Other parameters with the same key: 400
     * {@code idempotency_error}. A key whose first request is still being processed: 409
     * {@code idempotency_key_in_use}, which is neither remembered nor an effect, unless
     * {@link StripeLike#waitingForKeysInUse}. What is refused before execution is not remembered. Keys are forgotten
     * after 24 hours of the controlled clock.
     */
    static StripeLike stripeLike() {
        return new StripeLike(new StripeDouble(), null);
    }

    /**
     * A tap in front of a service that runs elsewhere: a container, another process.
     *
     * <p>Each request is forwarded once, on a connection of its own, by a client that never sends it again; a service
     * that takes longer than 30 seconds counts as one that does not answer. Its own address is replaced by the tap's in
     * replies, so that a client that follows a {@code Location} or a link stays in sight. Needs
     * {@link Proxied#resetBy}, and {@link Proxied#observedBy} or {@link Proxied#honoursIdempotencyKeys}.
     *
     * @param service where it is, {@code http} or {@code https}; asked at the first request of an exploration
     */
    static Proxied inFrontOf(Supplier<URI> service) {
        return new Proxied(new RealService(Objects.requireNonNull(service, "service")), null);
    }

    /**
     * Where the job finds the service: {@code http://127.0.0.1:<port>}.
     *
     * <p>Asked on a worker's thread inside a delivery it names a listener of that worker alone, so that no connection
     * that a shared client keeps alive leads into another delivery. Asked elsewhere it names the common listener, whose
     * port stays the same for the life of this object.
     */
    URI uri();

    /**
     * How long a silent reply stays silent, by the machine's clock, if the client does not give up before; one second
     * if not said. Give the job's client a shorter timeout, or every silent reply costs this long.
     */
    HttpService silentFor(Duration patience);

    /** A double of Stripe's API, and how it treats idempotency keys. {@link #stripeLike()} says what it does. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    final class StripeLike extends TappedService<StripeLike> implements Blocks, Draws {

        private final StripeDouble stripe;

        private StripeLike(StripeDouble stripe, @Nullable Line line) {
            super(stripe, line);
            this.stripe = stripe;
        }

        /** How long it remembers keys; 24 hours if not said. */
        public StripeLike forgettingKeysAfter(Duration time) {
            refuseWhileExplored("forgettingKeysAfter");
            stripe.options().forgetAfter(positive(time));
            return this;
        }

        /** Answers other parameters with a known key as the IETF draft says: 422 instead of Stripe's 400. */
        public StripeLike answeringAsTheDraftSays() {
            refuseWhileExplored("answeringAsTheDraftSays");
            stripe.options().answerAsTheDraftSays();
            return this;
        }

        /** Remembers only 2xx answers under a key: a request that failed is executed again. */
        public StripeLike storingSuccessesOnly() {
            refuseWhileExplored("storingSuccessesOnly");
            stripe.options().storeSuccessesOnly();
            return this;
        }

        /**
         * Lets a request whose key is in use wait until the first one is answered, as some gateways do; then it is
         * answered as any later one: by a replay, as a rule. Without this it is refused with 409.
         */
        public StripeLike waitingForKeysInUse() {
            refuseWhileExplored("waitingForKeysInUse");
            stripe.options().waitForKeys();
            return this;
        }

        /**
         * Puts a record into the double, past the gate: one that is there before the job runs.
         *
         * @param collection {@code charges} or {@code /v1/charges}
         * @param fields what a POST would send; an {@code id} is kept
         * @return its id
         * @throws IllegalArgumentException if the double refuses it
         */
        public String create(String collection, Map<String, ?> fields) {
            address().requireRecords();
            return stripe.create(collection, fields);
        }

        /** Its records as a GET would show them, in the order of their creation, past the gate. */
        public List<Map<String, @Nullable Object>> records(String collection) {
            address().requireRecords();
            return stripe.records(collection);
        }

        /** A request whose idempotency key another one holds waits for it, if the double is set so. */
        @Override
        public Optional<Wait> waits(Worker worker) {
            return stripe.waits(worker);
        }

        @Override
        public void perturb() {
            stripe.perturb();
        }

        @Override
        Class<? extends Stub.Maker> elsewhere() {
            return Far.class;
        }

        /** Makes one in the process of a delivery. */
        static final class Far implements Stub.Maker {

            @Override
            public Resource make(Line line, List<String> words) {
                return new StripeLike(new StripeDouble(), line);
            }
        }
    }

    /** A tap in front of a service of one's own, and what the harness is told of it. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    final class Proxied extends TappedService<Proxied> implements Linked {

        private final RealService real;

        private Proxied(RealService real, @Nullable Line line) {
            super(real, line);
            this.real = real;
        }

        /**
         * How the service is put back to where it was when an exploration began. Called before every schedule.
         */
        public Proxied resetBy(Runnable reset) {
            refuseWhileExplored("resetBy");
            real.resetBy(Objects.requireNonNull(reset, "reset"));
            return this;
        }

        /**
         * What counts of the service when runs are compared.
         *
         * @param json gives an array of objects, or an object of such arrays; each array is a table. A member {@code
         *     id} is taken for generated
         */
        public Proxied observedBy(Supplier<String> json) {
            refuseWhileExplored("observedBy");
            real.observedBy(Objects.requireNonNull(json, "json"));
            return this;
        }

        /**
         * Declares that the service acts once for each {@code Idempotency-Key} at an endpoint (method and path): a
         * second request with a key is no effect there, even if it says something else. An assumption, and printed as
         * one.
         *
         * @param ttl how long it remembers a key, by the controlled clock
         */
        public Proxied honoursIdempotencyKeys(Duration ttl) {
            refuseWhileExplored("honoursIdempotencyKeys");
            real.honoursKeys(positive(ttl));
            return this;
        }

        /**
         * Sends what the tap forwards to the service over a link, where it can really be lost: each worker's requests
         * over a proxy of its own. The tap then closes the client's connection as it does without a link. The address
         * of the service is then asked when an exploration begins, and has to be the link's target, without TLS.
         */
        public Proxied through(Link link) {
            refuseWhileExplored("through");
            real.through(Objects.requireNonNull(link, "link"));
            return this;
        }

        @Override
        public boolean isLinked() {
            return real.isLinked();
        }

        @Override
        void reachedAt(Supplier<URI> common) {
            real.reachedAt(common.get());
        }

        @Override
        Class<? extends Stub.Maker> elsewhere() {
            return Far.class;
        }

        /** Makes one in the process of a delivery, where the address of the service itself is not needed. */
        static final class Far implements Stub.Maker {

            @Override
            public Resource make(Line line, List<String> words) {
                return new Proxied(new RealService(() -> new ServiceAddress.Remote(line).uri()), line);
            }
        }
    }
}
