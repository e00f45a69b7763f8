package io.runstwice.jdbc;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether a data source is a pool, or anything else that may not have a connection to spare.
 *
 * <p>Only the drivers' own plain ones are known not to be.
 */
final class Pools {

    private Pools() {}

    private static final List<String> SIZES =
            List.of("getMaximumPoolSize", "getMaxTotal", "getMaxPoolSize", "getMaxActive", "getMaxSize");

    /** For two or three workers with a connection each, and one to look at them. */
    private static final int ENOUGH = 4;

    /** Whether a pool is known to have more connections than workers need. */
    static boolean lends(DataSource pool) {
        return Arrays.stream(pool.getClass().getMethods())
                .filter(method -> SIZES.contains(method.getName()) && method.getParameterCount() == 0)
                .anyMatch(method -> isEnough(pool, method));
    }

    private static boolean isEnough(DataSource pool, Method size) {
        try {
            return size.invoke(pool) instanceof Number number && number.intValue() >= ENOUGH;
        } catch (ReflectiveOperationException secret) {
            return false;
        }
    }

    static boolean isPool(DataSource source) {
        String name = source.getClass().getName();
        return !(source instanceof UrlSource)
                && !name.startsWith("org.postgresql.ds.PGSimpleDataSource")
                && !name.startsWith("org.mariadb.jdbc.MariaDbDataSource")
                && !name.startsWith("org.h2.jdbcx.JdbcDataSource")
                && !name.endsWith("DriverManagerDataSource")
                && !name.endsWith("SimpleDriverDataSource");
    }
}
