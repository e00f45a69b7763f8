package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Containers;
import io.runstwice.jdbc.dialect.OwnServer;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.ServerFacts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database of a MariaDB server that a connection leads to. */
final class MariaDbServer implements ServerFacts {

    @Override
    public String identity(Connection connection) throws SQLException {
        return "MariaDB "
                + Queries.text(connection, "select concat_ws(' ', @@hostname, @@port, @@datadir, database())");
    }

    /**
     * Its process is a child of this JVM, its own tables were made after this JVM began, and it is reached on this
     * machine.
     */
    @Override
    public boolean isEmbedded(Connection connection) throws SQLException {
        String folder = Queries.text(connection, "select @@datadir");
        String file = Queries.text(connection, "select @@pid_file");
        if (folder == null
                || file == null
                || !Containers.isHere(connection.getMetaData().getURL())) {
            return false;
        }
        Path data = Path.of(folder);
        return OwnServer.named(data.resolve(file)).filter(OwnServer::descends).isPresent()
                && OwnServer.isYounger(data.resolve("mysql"));
    }

    /** A container bears the beginning of its id as its name, unless it was given another one. */
    @Override
    public @Nullable String address(Connection connection) throws SQLException {
        return Queries.text(connection, "select @@hostname");
    }

    @Override
    public boolean hasOtherDatabases() {
        return true;
    }

    @Override
    public boolean hasNetwork() {
        return true;
    }
}
