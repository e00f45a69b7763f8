package io.runstwice.http;

import io.runstwice.network.Link;
import io.runstwice.world.Blocks;
import io.runstwice.world.DeclaredResource;
import io.runstwice.world.Draws;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Line;
import io.runstwice.world.Linked;
import io.runstwice.world.Misuse;
import io.runstwice.world.Remote;
import io.runstwice.world.Removal;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Stub;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
 * <p>Settings are refused with {@link Misuse} while an exploration runs. {@link #uri()} is thread-safe.
 *
 * <p>It cannot see what the service does beyond replies and what {@link #observedBy} shows.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HttpService extends DeclaredResource<HttpService> implements Blocks, Draws, Guarded, Linked, Remote {

    private final Service service;
    private final HttpTap tap;
    private final Listeners listeners;
    private final ServiceAddress address;
    private final @Nullable StripeDouble stripe;
    private final StripeOptions options;
    private final @Nullable RealService real;
    private volatile boolean open;

    private HttpService(@Nullable StripeDouble stripe, StripeOptions options, @Nullable RealService real) {
        this(stripe, options, real, ServiceAddress.Local::new);
    }

    /** The same service in the process of a delivery: it knows no more than whom to ask where it is. */
    HttpService(Line line) {
        this(
                new StripeDouble(new StripeOptions()),
                new StripeOptions(),
                null,
                listener -> new ServiceAddress.Remote(line));
    }

    private HttpService(
            @Nullable StripeDouble stripe,
            StripeOptions options,
            @Nullable RealService real,
            Function<Supplier<URI>, ServiceAddress> address) {
        super(Surroundings.KIND);
        Jackson.require(HttpService.class.getClassLoader());
        this.stripe = stripe;
        this.options = options;
        this.real = real;
        this.service = Objects.requireNonNull(stripe == null ? real : stripe);
        this.tap = new HttpTap(service);
        this.listeners = new Listeners(tap);
        this.address = address.apply(() -> listeners.uri(tap.gate().owner(null)));
    }

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
     * {@code idempotency_key_in_use}, which is neither remembered nor an effect, unless {@link #waitingForKeysInUse}.
     * What is refused before execution is not remembered. Keys are forgotten after 24 hours of the controlled clock.
     */
    public static HttpService stripeLike() {
        StripeOptions options = new StripeOptions();
        return new HttpService(new StripeDouble(options), options, null);
    }

    /**
     * A tap in front of a service that runs elsewhere: a container, another process.
     *
     * <p>Each request is forwarded once, on a connection of its own, by a client that never sends it again; a service
     * that takes longer than 30 seconds counts as one that does not answer. Its own address is replaced by the tap's in
     * replies, so that whoever follows a {@code Location} or a link stays in sight. Needs {@link #resetBy}, and
     * {@link #observedBy} or {@link #honoursIdempotencyKeys}.
     *
     * @param service where it is, {@code http} or {@code https}; asked at the first request of an exploration
     */
    public static HttpService inFrontOf(Supplier<URI> service) {
        return new HttpService(null, new StripeOptions(), new RealService(Objects.requireNonNull(service, "service")));
    }

    /**
     * Where the job finds the service: {@code http://127.0.0.1:<port>}.
     *
     * <p>Asked on a worker's thread inside a delivery it names a listener of that worker alone, so that no connection
     * that a shared client keeps alive leads into another delivery. Asked elsewhere it names the common listener, whose
     * port stays the same for the life of this object.
     */
    public URI uri() {
        return address.uri();
    }

    /**
     * How the service behind {@link #inFrontOf} is put back to where it was when an exploration began. Called before
     * every schedule.
     */
    public HttpService resetBy(Runnable reset) {
        real("resetBy").resetBy(Objects.requireNonNull(reset, "reset"));
        return this;
    }

    /**
     * What counts of the service behind {@link #inFrontOf} when runs are compared.
     *
     * @param json gives an array of objects, or an object of such arrays; each array is a table. A member {@code id} is
     *     taken for generated
     */
    public HttpService observedBy(Supplier<String> json) {
        real("observedBy").observedBy(Objects.requireNonNull(json, "json"));
        return this;
    }

    /**
     * Declares that the service behind {@link #inFrontOf} acts once for each {@code Idempotency-Key} at an endpoint
     * (method and path): a second request with a key is no effect there, whatever it says. An assumption, and printed
     * as one.
     *
     * @param ttl how long it remembers a key, by the controlled clock
     */
    public HttpService honoursIdempotencyKeys(Duration ttl) {
        real("honoursIdempotencyKeys").honoursKeys(positive(ttl));
        return this;
    }

    /**
     * Sends what the tap forwards to the service behind {@link #inFrontOf} over a link, where it can really be lost:
     * each worker's requests over a proxy of its own. The tap then closes the client's connection as it does without a
     * link. The address of the service is then asked when an exploration begins, and has to be the link's target,
     * without TLS.
     */
    public HttpService through(Link link) {
        real("through").through(Objects.requireNonNull(link, "link"));
        return this;
    }

    /** How long the double remembers keys; 24 hours if not said. */
    public HttpService forgettingKeysAfter(Duration time) {
        stripe("forgettingKeysAfter");
        options.retention = positive(time);
        return this;
    }

    /** The double answers other parameters with a known key as the IETF draft says: 422 instead of Stripe's 400. */
    public HttpService answeringAsTheDraftSays() {
        stripe("answeringAsTheDraftSays");
        options.mismatchStatus = 422;
        return this;
    }

    /** The double remembers only 2xx answers under a key: a request that failed is executed again. */
    public HttpService storingSuccessesOnly() {
        stripe("storingSuccessesOnly");
        options.successesOnly = true;
        return this;
    }

    /**
     * The double lets a request whose key is in use wait until the first one is answered, as some gateways do; then it
     * is answered as any later one: by a replay, as a rule. Without this it is refused with 409.
     */
    public HttpService waitingForKeysInUse() {
        stripe("waitingForKeysInUse");
        options.waitsForKeys = true;
        return this;
    }

    /**
     * How long a silent reply stays silent, by the machine's clock, if the client does not give up before; one second
     * if not said. Give the job's client a shorter timeout, or every silent reply costs this long.
     */
    public HttpService silentFor(Duration patience) {
        refuseWhileExplored("silentFor");
        tap.patience(positive(patience));
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
        return stripe().create(collection, fields);
    }

    /** The records of the double as a GET would show them, in the order of their creation, past the gate. */
    public List<Map<String, @Nullable Object>> records(String collection) {
        return stripe().records(collection);
    }

    @Override
    protected boolean isExplored() {
        return open;
    }

    @Override
    public void open(String name, Gate gate) {
        refuseWhileExplored("open");
        Surroundings surroundings = new Surroundings(name, gate);
        service.open(surroundings);
        tap.open(surroundings);
        listeners.open();
        if (real != null) {
            real.reachedAt(listeners.links());
        }
        open = true;
    }

    @Override
    public void close() {
        open = false;
        listeners.close();
        service.endRun();
        tap.surroundings(Surroundings.none());
        service.open(Surroundings.none());
    }

    @Override
    public Snapshot capture() {
        return service.capture();
    }

    @Override
    public void restore(Snapshot snapshot) {
        service.restore(snapshot);
    }

    @Override
    public boolean restoresAny() {
        return service.restoresAny();
    }

    @Override
    public State observe() {
        return compared(service.observe());
    }

    @Override
    public void end(Worker worker) {
        listeners.endDead();
        service.endDead();
    }

    /** A request whose idempotency key another one holds waits for it, if the double is set so. */
    @Override
    public Optional<Wait> waits(Worker worker) {
        return service.waits(worker);
    }

    /** Listeners first: a client whose waiting request is dropped sends it again, and must find no listener. */
    @Override
    public void endRun() {
        listeners.endRun();
        service.endRun();
    }

    @Override
    public void perturb() {
        service.perturb();
    }

    @Override
    public Stub stub() {
        return new Stub(HttpStub.class, List.of());
    }

    /** Where its listener is, for the process of a worker. */
    @Override
    public String asked(Worker worker, List<String> words) {
        ServiceAddress.Remote.requireQuestion(words);
        return listeners.uri(worker).toString();
    }

    /**
     * The key of its requests: a header, {@code Idempotency-Key} if none is named, that deliveries send and the service
     * never gets.
     */
    @Override
    public Removal removal(Safeguard guard) {
        if (guard.form() != Safeguard.Form.KEY) {
            throw guard.missingFrom(this);
        }
        return new HeaderRemoval(tap, guard.name());
    }

    @Override
    public boolean isLinked() {
        return real != null && real.isLinked();
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(service.remarks());
        if (!tap.promising().isEmpty()) {
            remarks.add(String.join(" and ", tap.promising()) + " changes nothing there");
        }
        remarks.addAll(super.remarks());
        return remarks;
    }

    private StripeDouble stripe() {
        address.requireRecords();
        if (stripe == null) {
            throw new Misuse(
                    "This HttpService stands in front of a real service, whose records the harness cannot reach. "
                            + "Use the service's own API, or HttpService.stripeLike().");
        }
        return stripe;
    }

    private void stripe(String setting) {
        refuseWhileExplored(setting);
        if (stripe == null) {
            throw new Misuse(
                    "HttpService." + setting + " is a setting of the double, but this one stands in front of a real "
                            + "service. Use it with HttpService.stripeLike().");
        }
    }

    private RealService real(String setting) {
        refuseWhileExplored(setting);
        if (real == null) {
            throw new Misuse(
                    "HttpService." + setting + " is a setting for a real service, but stripeLike() is a double that "
                            + "needs none. Use it with HttpService.inFrontOf(...), or leave it out.");
        }
        return real;
    }

    private static Duration positive(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new Misuse("HttpService needs a positive length of time, but was given " + time + ".");
        }
        return time;
    }
}
