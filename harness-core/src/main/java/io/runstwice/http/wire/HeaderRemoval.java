package io.runstwice.http.wire;

import io.runstwice.world.Removal;
import io.runstwice.world.Worker;
import org.jspecify.annotations.Nullable;

/** The header that a service recognises requests by is dropped from what deliveries send. */
public final class HeaderRemoval implements Removal {

    private final HttpTap tap;
    private final String header;
    private volatile boolean met;

    /**
     * @param header its name; empty for the usual one
     */
    public HeaderRemoval(HttpTap tap, String header) {
        this.tap = tap;
        this.header = header.isEmpty() ? Request.KEY : header;
    }

    @Override
    public void begin() {
        tap.removing(this);
    }

    Request of(Request request, @Nullable Worker sender) {
        if (sender == null || !sender.delivers() || request.headers().first(header) == null) {
            return request;
        }
        met = true;
        return request.without(header);
    }

    @Override
    public boolean isMet() {
        return met;
    }

    @Override
    public String unmet() {
        return "no request of a delivery carried the header " + header;
    }

    @Override
    public void close() {
        tap.removing(null);
    }
}
