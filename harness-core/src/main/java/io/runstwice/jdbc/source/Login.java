package io.runstwice.jdbc.source;

import io.runstwice.jdbc.dialect.Dialects;
import io.runstwice.world.Misuse;
import io.runstwice.world.Redaction;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database and the user that connects, for another process.
 *
 * @param url a JDBC URL
 * @param user may be empty
 * @param password may be empty
 */
public record Login(String url, String user, String password) {

    private static final String WAY_OUT = ". Use Database.at(url, user, password)";

    /** For another process: read from the properties that the usual data sources have. */
    public static Login of(DataSource source) {
        Login login = told(source);
        if (login == null) {
            throw new Misuse("the tier PROCESS opens connections in another process, but a "
                    + source.getClass().getName() + " does not say where it leads" + WAY_OUT);
        }
        return login.reachable();
    }

    /** For this process; null if the data source does not tell. */
    static @Nullable Login told(DataSource source) {
        if (source instanceof UrlSource known) {
            return known.login();
        }
        String url = Getters.text(source, "getUrl", "getURL", "getJdbcUrl");
        return url == null
                ? null
                : new Login(
                        url,
                        Objects.requireNonNullElse(Getters.text(source, "getUser", "getUsername"), ""),
                        Objects.requireNonNullElse(Getters.text(source, "getPassword"), ""));
    }

    private Login reachable() {
        if (Dialects.isWithinThisProcess(url)) {
            throw new Misuse("the tier PROCESS opens connections in another process, but " + Redaction.of(url)
                    + " lives within this one. Use a server, such as PostgreSQL, or the tier CLASSLOADER");
        }
        return this;
    }
}
