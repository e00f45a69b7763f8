package io.runstwice.jdbc;

import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Databases for tests: one PostgreSQL and one MariaDB server for the whole JVM, a fresh database on it for each test
 * that asks.
 */
public final class Servers {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Servers() {}

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = PostgresServer.start(settings ->
                settings.setServerConfig("synchronous_commit", "off").setServerConfig("full_page_writes", "off"));
    }

    public static int port() {
        return Server.POSTGRES.getPort();
    }

    public static PGSimpleDataSource postgres() {
        String name = "t" + NUMBER.incrementAndGet();
        run(Server.POSTGRES.getPostgresDatabase(), "create database " + name);
        return (PGSimpleDataSource) Server.POSTGRES.getDatabase("postgres", name);
    }

    public static MariaDbDataSource mariaDb() {
        try {
            String name = "t" + NUMBER.incrementAndGet();
            MariaDbDataSource source = new MariaDbDataSource(MariaDb.url(""));
            source.setUser("root");
            run(source, "create database " + name);
            source.setUrl(MariaDb.url(name));
            return source;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static JdbcDataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:t" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    public static void run(DataSource source, String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
