package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.TapContext;
import io.runstwice.world.Call;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the taps of a dead worker, which do nothing.
 *
 * <p>A call that only tidies up, or that an object of JDBC can answer by itself, returns quietly. If it threw, a
 * clean-up would end half-way, and a pool above the tap would never get its connection back, or get it half reset. If
 * {@code isValid} said no, the pool would throw the connection away, which no dead process ever did. Every call that
 * would reach the server throws, and so does every call that could bring a new object that does.
 */
final class Posthumous {

    /** The calls that tidy up. */
    private static final Set<String> QUIET = Set.of(
            "close",
            "abort",
            "rollback",
            "releaseSavepoint",
            "clearWarnings",
            "setAutoCommit",
            "setReadOnly",
            "setTransactionIsolation",
            "setSchema",
            "setCatalog",
            "setHoldability",
            "setNetworkTimeout",
            "setClientInfo",
            "setTypeMap",
            "setMaxRows",
            "setLargeMaxRows",
            "setMaxFieldSize",
            "setQueryTimeout",
            "setFetchSize",
            "setFetchDirection",
            "setPoolable",
            "setEscapeProcessing",
            "cancel",
            "clearBatch",
            "clearParameters",
            "free",
            "beginRequest",
            "endRequest");

    /** The questions of a clean-up, with the answers where a zero, a no or nothing would mislead it. */
    private static final Map<String, Object> ANSWERS = Map.ofEntries(
            Map.entry("isValid", true),
            Map.entry("getAutoCommit", true),
            Map.entry("getTransactionIsolation", Connection.TRANSACTION_READ_COMMITTED),
            Map.entry("getHoldability", ResultSet.CLOSE_CURSORS_AT_COMMIT),
            Map.entry("getResultSetHoldability", ResultSet.CLOSE_CURSORS_AT_COMMIT),
            Map.entry("getResultSetType", ResultSet.TYPE_FORWARD_ONLY),
            Map.entry("getResultSetConcurrency", ResultSet.CONCUR_READ_ONLY),
            Map.entry("getFetchDirection", ResultSet.FETCH_FORWARD),
            Map.entry("getUpdateCount", -1),
            Map.entry("getLargeUpdateCount", -1L));

    /** Further questions that an object answers by itself. */
    private static final Set<String> KNOWN = Set.of(
            "isClosed",
            "isReadOnly",
            "isPoolable",
            "isCloseOnCompletion",
            "isWrapperFor",
            "getWarnings",
            "getNetworkTimeout",
            "getMaxRows",
            "getLargeMaxRows",
            "getMaxFieldSize",
            "getQueryTimeout",
            "getFetchSize",
            "getMoreResults",
            "getLoginTimeout");

    private Posthumous() {}

    /**
     * Whether this is surely the call of a dead worker. Of one that is only presumed, what writes is refused by the
     * gate.
     */
    static boolean isDead(@Nullable Worker worker) {
        return worker != null && worker.isDead() && !worker.isPresumed();
    }

    static @Nullable Object answer(TapContext context, @Nullable Worker dead, Method method) throws Exception {
        if (isQuiet(method.getName()) && context.lastCalls().isPatient()) {
            Object answer = ANSWERS.get(method.getName());
            return answer == null ? nothing(method.getReturnType()) : answer;
        }
        // the gate counts the calls of a dead worker, and stops one that goes on for ever
        context.gate().pass(dead, new Attempted(method.getName()));
        throw new WorkerKilled(java.util.Objects.requireNonNull(dead).name());
    }

    private static boolean isQuiet(String name) {
        return QUIET.contains(name) || ANSWERS.containsKey(name) || KNOWN.contains(name);
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        } else if (type == int.class) {
            return 0;
        }
        return type == long.class ? (Object) 0L : null;
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
