package io.runstwice.junit;

import io.runstwice.engine.WorldLease;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Occupied for one test at a time, because every test has resources of its own. */
record NodeLease(WatchedFields fields) implements LeaseScope {

    @Override
    public HeldLease hold(ExtensionContext node) {
        NodeHold hold = new NodeHold(WorldLease.of(fields.read(Instances.of(node))), new AtomicBoolean());
        // closed with the context: a test that is disabled by now has no AfterEach
        node.getStore(ExtensionContext.Namespace.create(NodeLease.class)).put(NodeHold.class, hold);
        return hold;
    }

    @Override
    public void close() {
        // nothing is held between two tests
    }

    private record NodeHold(WorldLease lease, AtomicBoolean released) implements HeldLease, AutoCloseable {

        @Override
        public void release() {
            if (!released.getAndSet(true)) {
                lease.close();
            }
        }

        @Override
        public void close() {
            release();
        }
    }
}
