package io.runstwice.process;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what a process can have, gives nothing back, and writes down what it found there. */
final class Tenant implements Job {

    static final List<String> SCHEMA = List.of(
            "create table facts(id bigint generated always as identity, worker int, fact text, value text)",
            "create table charges(invoice int primary key)");

    private static final AtomicInteger DELIVERIES = new AtomicInteger();

    /** Where tenants of a database keep files. */
    static Path home(String database) {
        return Path.of(System.getProperty("java.io.tmpdir"), "runstwice-" + database);
    }

    @Override
    public void perform(Delivery delivery) throws SQLException, IOException {
        Connection connection =
                delivery.watched("db", Database.class).dataSource().getConnection();
        Path home = home(connection.getCatalog());
        int worker = delivery.attempt();
        note(connection, worker, "redelivered", delivery.redelivered());
        note(connection, worker, "deliveries", DELIVERIES.incrementAndGet());
        note(connection, worker, "file lock", locks(home.resolve("lock")));
        note(connection, worker, "advisory lock", locks(connection));
        note(connection, worker, "part file", Files.exists(home.resolve("part")));
        note(connection, worker, "last words", Files.exists(home.resolve("last words")));
        Files.writeString(home.resolve("part"), "half of it");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> speak(home.resolve("last words"))));
        try (PreparedStatement charge =
                connection.prepareStatement("insert into charges values (42) on conflict do nothing")) {
            charge.executeUpdate();
        }
        Files.delete(home.resolve("part"));
    }

    /** Held until the process ends. */
    private static boolean locks(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .tryLock()
                != null;
    }

    /** Held until the session ends. */
    private static boolean locks(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(7)");
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void note(Connection connection, int worker, String fact, Object value) throws SQLException {
        try (PreparedStatement note =
                connection.prepareStatement("insert into facts(worker, fact, value) values (?, ?, ?)")) {
            note.setInt(1, worker);
            note.setString(2, fact);
            note.setString(3, value.toString());
            note.executeUpdate();
        }
    }

    private static void speak(Path words) {
        try {
            Files.writeString(words, "the hook ran");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
