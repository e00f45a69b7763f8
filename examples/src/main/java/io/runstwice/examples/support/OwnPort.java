package io.runstwice.examples.support;

import io.runstwice.watchdog.Watchdog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Starts PostgreSQL servers that have their ports to themselves. A server binds its port a second after it was told
 * which; another JVM may have taken the port by then, and {@code EmbeddedPostgres} would go on with the other one's
 * server. So the server that answers is asked for its data directory, and a server that did not get its port is started
 * again on another one.
 */
final class OwnPort {

    private static final int TRIES = 5;

    private OwnPort() {}

    static EmbeddedPostgres start(IntSupplier ports) throws IOException {
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < TRIES) {
            int port = ports.getAsInt();
            // region server
            Path data = Watchdog.directory("examples-postgres-");
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .setPort(port)
                    .start();
            // endregion
            if (answersFrom(data, server)) {
                return server;
            }
            server.close();
            taken.add(port);
        }
        throw new IOException("other servers took each of the ports " + taken + " before the new one could bind it");
    }

    private static boolean answersFrom(Path data, EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet directory = statement.executeQuery("SHOW data_directory")) {
            directory.next();
            return Path.of(directory.getString(1)).equals(data);
        } catch (SQLException ended) {
            return false;
        }
    }

    /**
     * A port below those that systems hand out by themselves: no client and no listener on port 0 takes it meanwhile.
     */
    static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try (ServerSocket bound = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return bound.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
