package io.runstwice.junit;

import io.runstwice.Occupation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Occupied for one test at a time, because every test has resources of its own. */
record NodePossession(WatchedFields fields) implements Possession {

    @Override
    public Hold hold(ExtensionContext node) {
        NodeHold hold = new NodeHold(Occupation.of(fields.read(Instances.of(node))), new AtomicBoolean());
        // closed with the context: a test that is disabled by now has no AfterEach
        node.getStore(ExtensionContext.Namespace.create(NodePossession.class)).put(NodeHold.class, hold);
        return hold;
    }

    @Override
    public void close() {
        // nothing is held between two tests
    }

    private record NodeHold(Occupation occupation, AtomicBoolean released) implements Hold, AutoCloseable {

        @Override
        public void release() {
            if (!released.getAndSet(true)) {
                occupation.close();
            }
        }

        @Override
        public void close() {
            release();
        }
    }
}
