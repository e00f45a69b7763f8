package io.runstwice.jdbc.proxy;

import io.runstwice.world.Worker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The check that a connection pool asks for a session, to keep it longer than any worker lives.
 *
 * <p>A pool that is not known here is no harm: it finds its session replaced by a new one when it uses it again.
 */
final class PoolAbove {

    private static final List<String> POOLS = List.of(
            "com.zaxxer.hikari.",
            "org.apache.commons.dbcp2.",
            "org.apache.tomcat.jdbc.pool.",
            "com.mchange.v2.c3p0.",
            "io.agroal.",
            "oracle.ucp.",
            "com.alibaba.druid.pool.",
            "org.vibur.dbcp.",
            "org.springframework.jdbc.datasource.SingleConnectionDataSource");

    private PoolAbove() {}

    static boolean asks() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(40).anyMatch(frame -> isPool(frame.getClassName())));
    }

    /**
     * Whether this thread is a pool's own, which looks after its connections. It does the work of no delivery and dies
     * with none, though one may have started it.
     */
    static boolean actsByItself() {
        // a task of the job may be no more than a hidden frame
        return StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(className -> !isOfTheJdk(className))
                        .reduce((inner, outer) -> outer)
                        .filter(PoolAbove::isPool)
                        .isPresent());
    }

    /** The worker whose call this is; null if it is a dead worker's and this thread is a pool's own. */
    static @Nullable Worker orNobody(@Nullable Worker owner) {
        return owner != null && owner.isDead() && actsByItself() ? null : owner;
    }

    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.") || className.startsWith("sun.");
    }

    private static boolean isPool(String className) {
        return POOLS.stream().anyMatch(className::startsWith);
    }
}
