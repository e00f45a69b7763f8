package io.runstwice.http;

import io.runstwice.http.wire.HeaderRemoval;
import io.runstwice.http.wire.HttpTap;
import io.runstwice.http.wire.Jackson;
import io.runstwice.http.wire.Listeners;
import io.runstwice.http.wire.Service;
import io.runstwice.http.wire.Surroundings;
import io.runstwice.world.DeclaredResource;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Line;
import io.runstwice.world.Misuse;
import io.runstwice.world.Remote;
import io.runstwice.world.Removal;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Stub;
import io.runstwice.world.Worker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of service do alike: they stand behind a tap and its listeners.
 *
 * @param <S> the kind
 */
abstract sealed class TappedService<S extends TappedService<S>> extends DeclaredResource<S>
        implements HttpService, Guarded, Remote permits HttpService.StripeLike, HttpService.Proxied {

    private final Service service;
    private final HttpTap tap;
    private final Listeners listeners;
    private final ServiceAddress address;
    private volatile boolean open;

    /**
     * A service behind a tap.
     *
     * @param line leads to the service of the test, in the process of a delivery: there it knows no more than whom to
     *     ask where it is. Null in the test itself
     */
    TappedService(Service service, @Nullable Line line) {
        super(Surroundings.KIND);
        Jackson.require(HttpService.class.getClassLoader());
        this.service = service;
        this.tap = new HttpTap(service);
        this.listeners = new Listeners(tap);
        this.address = line == null
                ? new ServiceAddress.Local(() -> listeners.uri(tap.gate().owner(null)))
                : new ServiceAddress.Remote(line);
    }

    /** What makes one in the process of a delivery. */
    abstract Class<? extends Stub.Maker> elsewhere();

    /** The tap listens as long as the exploration goes on. This says where. */
    void reachedAt(Supplier<URI> common) {}

    final ServiceAddress address() {
        return address;
    }

    @Override
    public final URI uri() {
        return address.uri();
    }

    @Override
    @SuppressWarnings("unchecked") // S is the kind itself
    public final S silentFor(Duration patience) {
        refuseWhileExplored("silentFor");
        tap.patience(positive(patience));
        return (S) this;
    }

    @Override
    protected final boolean isExplored() {
        return open;
    }

    @Override
    public final void open(String name, Gate gate) {
        refuseWhileExplored("open");
        Surroundings surroundings = new Surroundings(name, gate);
        service.open(surroundings);
        tap.open(surroundings);
        listeners.open();
        reachedAt(listeners::links);
        open = true;
    }

    @Override
    public final void close() {
        open = false;
        listeners.close();
        service.endRun();
        tap.surroundings(Surroundings.none());
        service.open(Surroundings.none());
    }

    @Override
    public final Snapshot capture() {
        return service.capture();
    }

    @Override
    public final void restore(Snapshot snapshot) {
        service.restore(snapshot);
    }

    @Override
    public final boolean restoresAny() {
        return service.restoresAny();
    }

    @Override
    public final State observe() {
        return compared(service.observe());
    }

    @Override
    public final void end(Worker worker) {
        listeners.endDead();
        service.endDead();
    }

    /** Listeners first: a client whose waiting request is dropped sends it again, and must find no listener. */
    @Override
    public final void endRun() {
        listeners.endRun();
        service.endRun();
    }

    @Override
    public final Stub stub() {
        return new Stub(elsewhere(), List.of());
    }

    /** Where its listener is, for the process of a worker. */
    @Override
    public final String asked(Worker worker, List<String> words) {
        ServiceAddress.Remote.requireQuestion(words);
        return listeners.uri(worker).toString();
    }

    /**
     * The key of its requests: a header, {@code Idempotency-Key} if none is named, that deliveries send and the service
     * never gets.
     */
    @Override
    public final Removal removal(Safeguard guard) {
        if (guard.form() != Safeguard.Form.KEY) {
            throw guard.missingFrom(this);
        }
        return new HeaderRemoval(tap, guard.name());
    }

    @Override
    public final List<String> remarks() {
        List<String> remarks = new ArrayList<>(service.remarks());
        if (!tap.promising().isEmpty()) {
            remarks.add(String.join(" and ", tap.promising()) + " changes nothing there");
        }
        remarks.addAll(super.remarks());
        return remarks;
    }

    static Duration positive(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new Misuse("HttpService needs a positive length of time, but was given " + time + ".");
        }
        return time;
    }
}
