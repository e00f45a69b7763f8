package io.runstwice.http.wire;

import io.runstwice.world.Worker;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a service. Compared by identity: two requests that look the same are two.
 */
public final class Flight {

    private final Request request;
    private final @Nullable Worker worker;

    /**
     * A request that was sent.
     *
     * @param worker who sent it, or null if no worker did
     */
    public Flight(Request request, @Nullable Worker worker) {
        this.request = request;
        this.worker = worker;
    }

    public Request request() {
        return request;
    }

    @Nullable
    public Worker worker() {
        return worker;
    }

    /** The key under which it is executed once, or null: only a POST has one. */
    @Nullable
    public String key() {
        String key = request.method().equals("POST") ? request.idempotencyKey() : null;
        return key == null || key.isEmpty() ? null : key;
    }

    public boolean isOrphaned() {
        return worker != null && worker.isDead();
    }

    /** By name, because a gate may know a worker under two faces. */
    public boolean isOf(Worker other) {
        return worker != null && (worker == other || worker.name().equals(other.name()));
    }
}
