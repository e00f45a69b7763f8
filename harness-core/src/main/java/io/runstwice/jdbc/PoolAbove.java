package io.runstwice.jdbc;

import java.util.List;

/**
 * Whether a connection pool asks for a session, to keep it longer than any worker lives.
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

    private static boolean isPool(String className) {
        return POOLS.stream().anyMatch(className::startsWith);
    }
}
