package io.runstwice.junit;

import io.runstwice.engine.WorldLease;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Occupied when the tests of a method are provided, until the last of them has ended. */
record MethodLease(WorldLease lease) implements LeaseScope, HeldLease {

    @Override
    public HeldLease hold(ExtensionContext node) {
        return this;
    }

    @Override
    public void release() {
        lease.restore();
    }

    @Override
    public void close() {
        lease.close();
    }
}
