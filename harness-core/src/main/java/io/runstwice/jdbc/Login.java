package io.runstwice.jdbc;

import io.runstwice.world.Misuse;
import io.runstwice.world.Redaction;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who connects, as another process has to know it.
 *
 * @param url a JDBC URL
 * @param user may be empty
 * @param password may be empty
 */
record Login(String url, String user, String password) {

    private static final String WAY_OUT = ". Use Database.at(url, user, password)";

    /** Read from the properties that the usual data sources have. */
    static Login of(DataSource source) {
        if (source instanceof UrlSource known) {
            return known.login().reachable();
        }
        String url = first(source, "getUrl", "getURL", "getJdbcUrl");
        if (url == null) {
            throw new Misuse("the tier PROCESS opens connections in another process, but a "
                    + source.getClass().getName() + " does not say where it leads" + WAY_OUT);
        }
        return new Login(
                        url,
                        Objects.requireNonNullElse(first(source, "getUser", "getUsername"), ""),
                        Objects.requireNonNullElse(first(source, "getPassword"), ""))
                .reachable();
    }

    private static @Nullable String first(DataSource source, String... getters) {
        return Stream.of(getters)
                .map(getter -> read(source, getter))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String read(DataSource source, String getter) {
        try {
            Method method = source.getClass().getMethod(getter);
            return method.invoke(source) instanceof String text ? text : null;
        } catch (ReflectiveOperationException | SecurityException none) {
            return null;
        }
    }

    private Login reachable() {
        if (url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:")) {
            throw new Misuse("the tier PROCESS opens connections in another process, but " + Redaction.of(url)
                    + " lives within this one. Use a server, such as PostgreSQL, or the tier CLASSLOADER");
        }
        return this;
    }
}
