package io.runstwice.examples.support;

import io.runstwice.jdbc.Database;
import io.runstwice.network.Link;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The one server of a test JVM. It ends with the JVM; test classes that run side by side have databases of their own.
 */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final ThreadLocal<Link> LINK = new ThreadLocal<>();

    private TestPostgres() {}

    /** Started by the first test that needs it; the process of a delivery does not. */
    private static final class Server {

        private static final Postgres INSTANCE = Postgres.start();
    }

    /** A new empty database with the schema beside a class. */
    public static DataSource database(Class<?> example) {
        return Server.INSTANCE.database("example_" + DATABASES.incrementAndGet(), example);
    }

    /** The same as a resource of a world; over a link while {@link #over} makes it. */
    public static Database watched(Class<?> example) {
        return Resources.named("db", Database.class, () -> made(example));
    }

    private static Database made(Class<?> example) {
        Link link = LINK.get();
        return link == null
                ? Database.watching(() -> database(example))
                : Database.at(url(example), "postgres", "").through(link);
    }

    /** Where a new empty database with the schema beside a class is; its user is {@code postgres}. */
    public static String url(Class<?> example) {
        return url(database(example));
    }

    /** Where a new database without a table is; its user is {@code postgres}. */
    public static String emptyUrl() {
        return url(Server.INSTANCE.database("example_" + DATABASES.incrementAndGet()));
    }

    /** The database of the server that is there from the beginning. */
    static DataSource server() {
        return Server.INSTANCE.server();
    }

    /** The port of the server, on this machine. */
    public static int port() {
        return URI.create(url(server()).substring("jdbc:".length())).getPort();
    }

    /** A link to the server. */
    public static Link link() {
        return Link.to("localhost", port());
    }

    /** Makes something whose databases are reached over a link. */
    public static <T> T over(Link link, Supplier<T> made) {
        LINK.set(link);
        try {
            return made.get();
        } finally {
            LINK.remove();
        }
    }

    private static String url(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
