package io.runstwice.jdbc.source;

import io.runstwice.jdbc.dialect.Dialects;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The check that a data source is a pool, or anything else that may not have a connection to spare.
 *
 * <p>Only the drivers' own plain data sources are known not to be.
 */
public final class Pools {

    private Pools() {}

    private static final List<String> SIZES =
            List.of("getMaximumPoolSize", "getMaxTotal", "getMaxPoolSize", "getMaxActive", "getMaxSize");

    private static final List<String> NAMES = List.of("getPoolName", "getName", "getDataSourceName", "getJmxName");

    /** The way out in messages about a pool. */
    public static final String WAY_OUT = "Give Database a pool of at least 4, or the driver's own data source";

    /** For two or three workers with a connection each, and one to look at them. */
    private static final int ENOUGH = 4;

    /** Whether a pool is known to have more connections than workers need. */
    public static boolean lends(DataSource pool) {
        return Arrays.stream(pool.getClass().getMethods())
                .filter(method -> SIZES.contains(method.getName()) && method.getParameterCount() == 0)
                .anyMatch(method -> isEnough(pool, method));
    }

    private static boolean isEnough(DataSource pool, Method size) {
        return told(pool, size).filter(Number.class::isInstance).map(Number.class::cast).stream()
                .anyMatch(number -> number.intValue() >= ENOUGH);
    }

    /** A pool as its owner knows it: its name and its size, if it tells them. */
    public static String described(DataSource pool) {
        String type = pool.getClass().getSimpleName();
        Optional<String> name = first(pool, NAMES).map(String::valueOf).filter(text -> !text.isEmpty());
        return "the pool " + name.map(text -> "\"" + text + "\" (" + type + ")").orElse(type)
                + first(pool, SIZES).map(size -> " of " + size + " connections").orElse("");
    }

    private static Optional<Object> first(DataSource pool, List<String> getters) {
        return getters.stream()
                .flatMap(getter -> Arrays.stream(pool.getClass().getMethods())
                        .filter(method -> method.getName().equals(getter) && method.getParameterCount() == 0))
                .flatMap(method -> told(pool, method).stream())
                .findFirst();
    }

    private static Optional<Object> told(DataSource pool, Method getter) {
        try {
            return Optional.ofNullable(getter.invoke(pool));
        } catch (ReflectiveOperationException secret) {
            return Optional.empty();
        }
    }

    public static boolean isPool(DataSource source) {
        String name = source.getClass().getName();
        return !(source instanceof UrlSource)
                && !Dialects.isOfADriver(source)
                && !name.endsWith("DriverManagerDataSource")
                && !name.endsWith("SimpleDriverDataSource");
    }
}
