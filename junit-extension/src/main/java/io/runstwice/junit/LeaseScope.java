package io.runstwice.junit;

import io.runstwice.engine.WorldLease;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long the world stays occupied: for all tests of a method, or for each of them. */
interface LeaseScope extends AutoCloseable {

    /** Hands the world to a test, before its first {@code @BeforeEach}. */
    HeldLease hold(ExtensionContext node);

    @Override
    void close();

    /** For all tests of a method, if the resources exist before the first of them, else for each. */
    static LeaseScope of(WatchedFields fields, ExtensionContext method) {
        return fields.areStatic() || method.getTestInstances().isPresent()
                ? new MethodLease(WorldLease.of(fields.read(Instances.of(method))))
                : new NodeLease(fields);
    }
}
