package io.runstwice.examples.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/**
 * A real PostgreSQL server that lives as long as this object, and no longer than this JVM, even if that is killed; each
 * example gets a database of its own on it.
 */
public final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server on a port of its own. */
    public static Postgres start() {
        return start(OwnPort::free);
    }

    static Postgres start(IntSupplier ports) {
        try {
            return new Postgres(OwnPort.start(ports));
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL did not start", failure);
        }
    }

    /**
     * Creates an empty database with the schema that lies beside a class.
     *
     * @param name the database's name, not used before
     * @param example a class of the package that has a {@code schema.sql}
     */
    public DataSource database(String name, Class<?> example) {
        DataSource database = database(name);
        run(database, schemaBeside(example));
        return database;
    }

    /** Creates an empty database without a table. */
    public DataSource database(String name) {
        run(server.getPostgresDatabase(), "CREATE DATABASE " + name);
        return server.getDatabase("postgres", name);
    }

    /** The database that is there from the beginning. */
    public DataSource server() {
        return server.getPostgresDatabase();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL did not stop", failure);
        }
    }

    private static void run(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot run " + sql, failure);
        }
    }

    private static String schemaBeside(Class<?> example) {
        try (InputStream schema = example.getResourceAsStream("schema.sql")) {
            if (schema == null) {
                throw new IllegalStateException("no schema.sql beside " + example.getName());
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
