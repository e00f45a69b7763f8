package io.runstwice.http;

import io.runstwice.world.Gate;
import io.runstwice.world.Promise;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.util.List;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An HTTP service that the job acts on. */
public final class HttpService implements Resource {
    private HttpService() {}
    public static HttpService stripeLike() { throw new UnsupportedOperationException(); }
    public static HttpService inFrontOf(Supplier<URI> service) { throw new UnsupportedOperationException(); }
    /** Where the job finds the service. Asked inside a delivery it names a listener of that worker. */
    public URI uri() { throw new UnsupportedOperationException(); }
    public HttpService resetBy(Runnable reset) { throw new UnsupportedOperationException(); }
    public HttpService observedBy(Supplier<String> json) { throw new UnsupportedOperationException(); }
    public HttpService honoursIdempotencyKeys(Duration ttl) { throw new UnsupportedOperationException(); }
    /** stripeLike: how long keys are remembered; default 24 hours. */
    public HttpService forgettingKeysAfter(Duration time) { throw new UnsupportedOperationException(); }
    /** stripeLike: other parameters with a key answer 422 as in the IETF draft, instead of 400. */
    public HttpService answeringAsTheDraftSays() { throw new UnsupportedOperationException(); }
    /** stripeLike: only 2xx answers are stored under a key. */
    public HttpService storingSuccessesOnly() { throw new UnsupportedOperationException(); }
    /** stripeLike: a record that is there before the job runs; returns its id. */
    public String create(String collection, java.util.Map<String, ?> fields) { throw new UnsupportedOperationException(); }
    public HttpService atLeastOnce() { throw new UnsupportedOperationException(); }
    public HttpService atMostOnce() { throw new UnsupportedOperationException(); }
    public HttpService accepting(String outcome, BooleanSupplier holds) { throw new UnsupportedOperationException(); }

    @Override
    public String kind() { throw new UnsupportedOperationException(); }
    @Override
    public void open(String name, Gate gate) { throw new UnsupportedOperationException(); }
    @Override
    public void close() { throw new UnsupportedOperationException(); }
    @Override
    public Snapshot capture() { throw new UnsupportedOperationException(); }
    @Override
    public void restore(Snapshot snapshot) { throw new UnsupportedOperationException(); }
    @Override
    public boolean restoresAny() { throw new UnsupportedOperationException(); }
    @Override
    public State observe() { throw new UnsupportedOperationException(); }
    @Override
    public void end(Worker worker) { throw new UnsupportedOperationException(); }
    @Override
    public void endRun() { throw new UnsupportedOperationException(); }
    @Override
    public void pass(Duration time) { throw new UnsupportedOperationException(); }
    @Override
    public void perturb() { throw new UnsupportedOperationException(); }
    @Override
    public Promise promise() { throw new UnsupportedOperationException(); }
    @Override
    public List<String> remarks() { throw new UnsupportedOperationException(); }
}
