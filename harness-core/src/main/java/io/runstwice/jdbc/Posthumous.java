package io.runstwice.jdbc;

import io.runstwice.world.Call;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the taps of a dead worker do: nothing.
 *
 * <p>What only tidies up returns quietly. If a setter threw, a pool above the tap would take its session back half reset; if
 * {@code isValid} said no, the pool would throw it away, which no dead process ever did. Everything else throws.
 */
final class Posthumous {

    private static final Set<String> QUIET = Set.of(
            "close",
            "abort",
            "rollback",
            "isValid",
            "clearWarnings",
            "setAutoCommit",
            "setReadOnly",
            "setTransactionIsolation",
            "setSchema",
            "setCatalog",
            "setHoldability",
            "setNetworkTimeout",
            "setClientInfo",
            "cancel",
            "clearBatch",
            "clearParameters",
            "free",
            "beginRequest",
            "endRequest");

    private Posthumous() {}

    /** Whether this is surely the call of a dead worker. Of one that is only presumed, what writes is refused by the gate. */
    static boolean isDead(@Nullable Worker worker) {
        return worker != null && worker.isDead() && !worker.isPresumed();
    }

    static @Nullable Object answer(Wire wire, @Nullable Worker dead, Method method) throws Exception {
        if (QUIET.contains(method.getName())) {
            return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
        }
        // the gate counts the calls of the dead, and stops those who never tire
        wire.gate().pass(dead, new Attempted(method.getName()));
        throw new WorkerKilled(java.util.Objects.requireNonNull(dead).name());
    }

    /** A call that never takes place. */
    private record Attempted(String method) implements Call<Void> {

        @Override
        public Interaction interaction() {
            return Interaction.reading(method, method, Set.of());
        }

        @Override
        public Void proceed() {
            throw new IllegalStateException("a dead worker's " + method + " must not be let through");
        }

        @Override
        public Reply reply(@Nullable Void value, @Nullable Exception thrown) {
            throw new IllegalStateException("a dead worker's " + method + " has no reply");
        }

        @Override
        public Exception lose(Loss loss) {
            throw new IllegalStateException("nothing of a dead worker's " + method + " can be lost");
        }
    }
}
